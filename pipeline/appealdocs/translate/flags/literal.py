"""Words that look negative and are the plain rendering of a plain word: 'left' for 离职, 'пока' for 暂时, 'closed' for 放假.

Such a word says nothing in the place of a negation that is gone. A row holds beginnings of words in zh, en, ru; Chinese
writings hold no negation. Rows are read in both directions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from appealdocs.expressions import compiled

_ROWS: tuple[tuple[str, str, str], ...] = (
    (r"短|临时|一句话|总之|缺|欠|紧张|少|差", r"short|lack|scarc|insuff|deficien", r"коротк|кратк|недоста|нехват|не хват|дефицит|сокращ"),
    (r"还|仍|依旧|依然|尚|至今|照样|照旧|迄今", r"still|remain|continu|yet\b", r"еще|ещё|по-прежнему|до сих"),
    (r"暂|目前|当前|现在|期间|时候|直到|等", r"pending|while|still|now|until|till", r"пока|сейчас|временно|до\b|во время"),
    (r"离开|离职|走|放[在到下]|扔|丢|留|剩|余|落|出仓|左|搁|转身|存[在放]", r"left|leav|rest|remain", r"остав|ушел|ушла|ушли|остал|остат|лев"),
    (r"其[他它余]|别[的人家处]|另|剩|余下|外[的其]|旁人|同行|他人|对方", r"rest\b|remain|other|different|left|else", r"осталь|друг|ин(?:ой|ого|ая|ые)|остат|проч"),
    (r"底|末|结束|最后|终|到期|截止|截至|完|尾|止|收官", r"end\b|ends|ended|final|late\b|expir|due", r"кон(?:ец|ц)|оконч|истек|заверш|последн|поздн"),
    (r"请假|[天日]假|放假|假期|休|(?<![报海清通相有无])关(?![联税于键系])|扣|减|脱|掉|折|开除|离线|歇|下班|节", r"off\b|closed?|away|out\b|idle", r"выходн|отпуск|отключ|закры|праздн|не работ"),
    (r"(?<![报海清通相有无])关(?![联税于键系])|停|休|封|打烊|注销|结单|结案|放假|歇|过年|春节|倒闭|收[摊工]", r"clos|shut|holiday|deregist", r"закры|не работ"),
    (r"写|记|登记|下[了来降调]|停|宕|降|倒|瘫|坏|断|崩|掉线|放下", r"down", r"записа|сниж|сниз|отключ|сбо"),
    (r"缺货|断货|缺|断[供码货]|用完|售罄|脱销|卖完|卖光|耗尽", r"out of|ran out|sold out|lack|short|stockout", r"законч|распрод|отсутств|исчерп|недоста|нехват"),
    (r"前|先|早|曾|提前|事先|此前|过去|原[来先]|预先|老", r"before|earl|prior|previous|ahead|advance|former|beforehand", r"до\b|ранее|раньше|прежд|предвар|заранее|ранн|перед|преж"),
    (r"到|至|截[止至]|直到|为止|前|以内|之内|最迟|最晚", r"until|till|by\b|before|within|up to|down to", r"до\b|к\b|не позднее|в пределах|вплоть|пока"),
    (r"后|晚|迟|过[了后]|延|再|拖|推迟|逾|超[时期]|耽|误|滞|压[了着在]|卡|堵|等|拥堵|爆仓|排队|缓", r"late|delay|overdue|after|slow|behind|held|stuck|wait|backlog|pend|postpon|hold", r"позж|поздн|задерж|опозд|просроч|затян|отста|медл|застр|ожид|скоп|ждал|жда"),
    (r"多|更|增|超|余[个件单名]|再|以上|又|额外|另|剩|重复|溢", r"more|extra|over|additional|exceed|further|surplus", r"больше|более|лишн|свыше|дополн|еще|избыт|повторн"),
    (r"少|减|低|更[小短轻]|降|缩|不到|下[降滑]", r"less|fewer|few|below|low|reduc|under|short", r"меньше|менее|мало|ниже|сниж|сниз|сократ|низк|немног"),
    (r"几|少数|个别|一些|有些|有的|部分|若干|一点|半", r"few|some|partial|half|several|little|certain", r"нескольк|некотор|част|половин|немног|отдельн"),
    (r"太|过[于大高重多]|也|超", r"too|over|exces", r"слишком|чрезмер|тоже|также|пере"),
    (r"只|仅|才|唯一|就[这那一是]?|单|光|独|刚|专", r"only|just|sole|single|alone|merely|mere|no more|exclusiv|limited", r"только|лишь|единств|всего|исключит|один"),
    (r"改|而是|反而|却|宁|代替|换|转|顶替|冒充|当[成作做]|替", r"instead|rather|replac|switch|chang|substitut|in place|swap|pass", r"вместо|замен|смен|перев|а\b|подмен|под видом"),
    (r"错|误|偏|混|搞[乱反]|弄[混反错]|串|颠倒|对调|互换|反[了着]|异常|乱|打[乱错]|失误", r"wrong|mis|error|incorrect|fault|confus|swap|mix|inadvert|accident|faulty|fault|abnormal|oversight|invert|revers", r"ошиб|неверн|неправ|перепут|спут|не т|сбо|промах|путан|наруш|беспоряд"),
    (r"意外|突然|忽然|突发|没想到|临时|一下子|骤", r"unexpect|sudden|accident|unforeseen|surpris|short|abrupt", r"внезап|неожид|непредв|резк"),
    (r"异常|反常|奇怪|怪|罕见|少见|问题", r"unusual|abnormal|irregular|wrong|odd|strange|anomal|suspic|problem|issue|fault", r"необычн|неполад|подозр|стран|отклон|наруш|проблем|аномал"),
    (r"免费|赠|送|免|空[闲位白的]|释放|自由|腾", r"free|gift|vacant|blank|empty|waiv|exempt|compliment", r"бесплат|свободн|подар|освоб|без"),
    (r"空|白[纸条]|闲|空白", r"empty|blank|vacan|idle|nothing|spare|no\b", r"пуст|незаполн|свободн|вакан|простаив"),
    (r"到期|过期|期满|届满|失效|逾期|过了|期限", r"expir|lapse|overdue|out of date|end|invalid|due", r"истек|просроч|оконч|заверш|недейств|срок"),
    (r"取消|撤|作废|退订|解约|反悔|变卦|改主意", r"cancel|withdr|void|revok|retract|chang", r"отмен|отозв|аннул|отказ|передум|снят|расторг"),
    (r"下架|移除|删|清[除理空]|去[掉除]|剔|摘|拆[下除]|拉黑|解除|下线|停售|召回|收回|撤|退市|没收|扣|揭|剪|撕", r"lift|releas|remov|delist|delet|withdr|recall|tak|took|eliminat|exclu|discontin|strip|confisc|seiz|retain|cut|blacklist|reject|tore|torn|off", r"разблок|размор|снят|снял|снима|сним|удал|изъя|отозв|исключ|скры|убра|отстран|удерж|срез|отклей|сорва|чёрн|черн|прекр"),
    (r"封|冻|拦|拉黑|锁|限制|卡|堵|屏蔽|禁|停用", r"block|frozen|freez|lock|restrict|intercept|withh|suspend|ban|held|stuck|seal|blacklist|stop|prohibit|deactivat|unfreez|releas|isolat|quarantin", r"блок|заблок|замороз|заморож|огран|запре|удерж|перехват|останов|приостан|запечат|закры|опечат|застр|черн|размороз|разблок|изол|карантин"),
    (r"封|密封|打包|胶带|信封|封条", r"seal|clos|unopen|tape|envelop", r"запечат|закры|упаков|герметич|заклее|пломб|конверт|вскры|опечат"),
    (r"停|止|断|歇|熄|瘫|挂|罢", r"stop|ceas|halt|suspend|interrupt|paus|outage|cut|off\b|down|snap|broke|idle|discontin|disconnect|tear|torn|standstill|end|lost|loss|out\b|remain|stay|stuck|stood", r"останов|остав|завис|оста|сто[ия]|прекр|приостан|отключ|прерв|обрыв|порва|разорв|слома|простаив|простой|перебо|встал|отстран|не работ|перест|обрыва|рвет|лоп"),
    (r"禁|限|管制|严", r"prohibit|ban|forb|restrict|limit|strict", r"запре|огран|недопу|строг"),
    (r"排除|剔|除|开除|辞退|淘汰|筛|挑出", r"exclu|except|remov|dismiss|apart|besides|other than|eliminat|screen|reject|weed|terminat|sacked|fired", r"исключ|кроме|помимо|уволен|отстран|отбрак|отсе|за вычет|искл"),
    (r"丢|失[了去踪]|遗|损|亏|白[跑费]|误[了工]|浪费|耽误|消失|流失", r"los|gone|miss|wast|delay|cost|disappear|vain|drop|discard|threw|thrown|ran", r"потер|утер|утрат|пропа|задерж|исчез|убыт|напрасн|зря|впуст|выброс|сбежал|убежа"),
    (r"缺|少|漏|丢|遗|错过|失", r"miss|lack|short|omit|lost|overlook|absen|without|fewer|left|forg|leak|incompl|insuff|want", r"не хват|недоста|нехват|отсутств|пропу|пропа|забы|утер|потер|упу|неполн|без|проте|утеч|недолож|недо|некомпл"),
    (r"坏|碎|断|破|烧|损|故障|折|裂|瑕|次品|残|烂|缺陷|毛病|失灵|崩", r"broke|fault|defect|fail|damag|crack|outage|down|out of order|faulty|bad|shatter|torn|crash|malfunc|smash|fault|burn|gap", r"слома|сбо|поврежд|разби|неиспр|брак|дефект|отказ|трещин|авар|порв|порч|неполад|недостат|сгор|пропус|полом"),
    (r"失败|故障|出问题|崩|卡|挂|垮|有问题|掉", r"fail|fault|error|crash|problem|wrong|down|unsuccess|issue", r"сбо|отказ|ошиб|неуд|не уд|авар|проблем|слома|не сраб"),
    (r"弱|差|劣|恶|烂|薄|坏", r"poor|weak|bad|low|inferior|negativ|wors|thin|lack|malic|hostil", r"плох|слаб|низк|недоста|хуж|отриц|негатив|некачеств|тонк|злоу|недоб"),
    (r"慢|缓|迟", r"slow|late|delay", r"медл|задерж|поздн|долг"),
    (r"差评|投诉|气|火|恼|抱怨|发飙|吐槽|急", r"negativ|complain|angry|dissatisf|unhappy|bad|low|annoy|furious|upset|displeas|out of", r"негатив|недовол|плох|жало|претенз|возмущ|отриц|низк|зол|злит"),
    (r"松|脱|掉", r"loose|off|came|fell|drop|detach|peel|come", r"ослаб|слаб|отвал|отпа|болта|отклеи|свобод|отходи|упа"),
    (r"模糊|含糊|糊|花|粗|糙|大概|笼统", r"blur|vague|rough|illegib|unclear|coarse|fuzz|general|smudg|indistinct", r"размыт|нечет|нечёт|расплыв|неразбор|груб|смаз|обобщ|неясн|общ"),
    (r"差[异别额了价距]|异|区别|出入|色差|误差|各|多种|分[歧别开]|两[种个样]|参差|隔", r"differ|vari|discrep|separat|other|mismatch|shade|gap|deviat|short|incons|inaccur", r"разн|отлич|различ|расхожд|друг|несоотв|несовп|откл|погреш|неточ"),
    (r"单独|分[开别批]|另|各自|独立|第三方|自[己行主]", r"separat|independ|alone|own|other|rest|different|away|self", r"отдельн|независ|друг|сам|разн|обособ"),
    (r"换|补|替|更|改|重", r"replac|chang|exchang|substitut|re-|renew|resend|reship|swap|instead", r"замен|смен|измен|повторн|нов|друг|перев|обмен|вместо"),
    (r"留|保|存|一直|总|守|持|继续|押|备|屯|养|维", r"keep|kept|remain|stor|retain|maintain|hold|held|withh|spare|stock|preserv", r"сохран|хран|остав|удерж|поддерж|продолж|оста|держ|содерж"),
    (r"纠纷|争|扯皮|吵|异议|分歧", r"disput|disagree|argu|contest|claim|conflict|object|quarrel|case", r"спор|конфликт|разноглас|возраж|оспар|претенз|ссор"),
    (r"违|犯|侵|触犯|矛盾|冲突", r"violat|breach|infring|contra|non-compl|illeg|conflict|offen|improper", r"наруш|противореч|незакон|конфликт|против"),
    (r"整改|问题|超|破", r"violat|breach|issue|problem|exceed|correct|fix", r"наруш|превы|недостат|исправ|устран|недочет|проблем"),
    (r"待|等|在途|欠", r"pend|await|outstand|wait|hold|still|open", r"ожид|жда|дожид|остат|пока"),
    (r"预计|预期|估|期望|盼", r"expect|estimat|anticip|hop", r"ожид|предпол|прогноз|план|ориентир"),
    (r"下[面方列属单]|低|按|根据|名下|以内|依|凭|在.{1,6}中|底", r"under|below|accord|pursuant|based|beneath|bottom|down", r"под|по\b|ниже|согласно|в рамках|соответ"),
    (r"后|背|落后|跟", r"behind|after|later|back|rear", r"позад|за\b|после|отста|позже|сзад"),
    (r"外|超出|以外|站外|户外|境外|郊", r"outside|off|beyond|other than|except|out\b|external|abroad|outer", r"вне|за предел|снаруж|кроме|внеш|за\b|наруж"),
    (r"半", r"half|partial|mid", r"пол|половин|част|сере"),
    (r"私|个人|常|频|老是|屡|总是", r"often|frequent|privat|personal|repeated|always", r"част|личн|постоянн|то и дело|регуляр|неоднокр"),
    (r"需|要|得|应|必须|须", r"need|requir|must|should|necess", r"необход|нуж|долж|требу|надо|след"),
    (r"决定|判|裁|认定", r"decid|decis|rul|determin|judg", r"реш|призна|определ"),
    (r"开|拆|打开|启|公开", r"open|unseal|unpack|unwrap|disclos|undone", r"откры|вскры|распаков|запус"),
    (r"终止|解除|停|解约|开除|辞|结束", r"terminat|end|cancel|ceas|dismiss|discontin|stop", r"прекр|расторг|уволен|оконч|заверш|разорв"),
    (r"退|撤|提现|召回|下架|收回|提[款走]|取", r"withdr|return|refund|recall|revers|back|reject", r"отозв|возвр|изъя|снят|вывод|верн|отзы|отказ"),
    (r"扣|冻|押|留|截|没收|滞留", r"withh|hold|held|deduct|freez|frozen|seiz|detain|impound|confisc|block|lock", r"удерж|задерж|замороз|заморож|изъя|арест|спис|вычт|блок|заблок"),
    (r"拒|驳|否认|退[回件]|推[诿脱卸]|回绝|婉|打回|顶回|抵赖|反对", r"refus|reject|declin|den|return|turn|disput|disclaim|oppos|unsuccess|not accept|disallow|fail", r"отказ|отклон|отверг|отриц|возвр|не прин|возраж|оспар|опроверг|не призн|против"),
    (r"漏|忘|遗|疏|忽|省|跳|失误|少|粗心|落[下了]|马虎|大意|错过|遗忘", r"omit|omission|miss|overlook|neglig|neglect|forg|skip|oversight|left|fail|careless|unnotic|incompl|not|without", r"забы|пропу|упу|не|недосм|недогл|халат|небреж|невним|ошиб|без|оплош"),
    (r"走|离|跑|开[走了]|远|飞", r"away|gone|left|leav|off|far|remote|departed|ran|went", r"уш[еёл]|уех|удал|далек|покин|убеж|далёк"),
    (r"避|防|免|以免|杜绝|绕|躲|逃|阻|省得", r"avoid|prevent|stop|eliminat|bypass|evad|circumvent|save|escap|so that|lest|without|proof|anti|protect|out of", r"избе|предотвр|обход|чтобы|исключ|минуя|уклон|предупр|защит|во избеж|недопу|против|обой|препят"),
    (r"绕|弯路|跳过|越过|走偏", r"bypass|detour|skip|wrong|around|los|circumvent|round", r"обход|объезд|миную|минуя|круж|заблуд|потер|блужд|пропус"),
    (r"擅自|私自|偷|暗|背着|自作主张|盗|冒|黑[市客]|越权", r"unauth|secret|without|own|steal|stole|theft|arbitrar|quiet|unilateral|behind|illegal|forg|counterf|fraud|hack", r"без|самовол|тайно|само|втайне|украл|кража|украд|похи|незакон|подде|взлом|скрыт|неза"),
    (r"混|乱|杂|互|搞|凑|窜", r"mix|confus|mess|chaos|disord|wrong|mingl|swap|disarray|cross", r"смеш|перепут|спут|беспоряд|хаос|путан|сме|хаотич|сбил"),
    (r"断[网线开联]|掉线|离线|脱机", r"disconn|offline|drop|lost|interrupt|down|out|off", r"отключ|потер|прерв|обрыв|разъед|офлайн|пропа"),
    (r"作废|失效|废|过期|无效", r"void|invalid|cancel|null|scrap|expir|ineffect|waste|fail|useless", r"недейств|аннул|отмен|брак|сорван|утил|бесполез|спис"),
    (r"缺|差|欠", r"need|requir|outstand", r"необход|нуж|требу"),
    (r"没问题|没事|正常", r"unaffect|fine|ok\b|in order|good|sound|normal", r"в порядке|исправ|норм"),
    (r"偷工|减料", r"cut|sav|skimp", r"эконом|сэкон"),
    (r"零|〇|0|空", r"zero|nil|nothing|no\b|none", r"ноль|нул|нет|ничего|отсутств"),
    (r"误|失手|手滑|意外|无意|不慎|不小心", r"inadvert|accident|mistak|wrong|error|unintent|careless|slip", r"случайн|по ошиб|ошиб|неумыш|неостор|невним|непред|недоразум|заблужд"),
    (r"默认", r"default|preset", r"по умолч|стандарт"),
    (r"惊|意外|吓|懵|傻眼", r"surpris|unexpect|shock|stun|caught|unprepared|overwhelm|unawares", r"удив|неожид|врасплох|растер|не готов|захлеб|шок"),
    (r"报废|扔|销毁|废|丢弃|弃|毁|砸", r"discard|scrap|dispos|destroy|thrown|written|abandon|reject|waste|threw", r"утилиз|уничтож|выброс|спис|брош|брос"),
    (r"隔离|隔", r"quarantin|isolat|separat|segregat|every other|partition", r"карантин|изол|отдел|отгорож|каждый"),
    (r"免|豁免|减免|饶", r"exempt|waiv|free|relie|without|avoid|spare|dispens", r"освобожд|отмен|без|бесплат|списан|избав"),
    (r"疑|怀疑|存疑|可疑|嫌疑", r"doubt|suspect|question|suspic|query|alleg", r"сомне|подозр|вопрос|якобы|предпол"),
    (r"备用|备份|备件|闲置|剩余", r"spare|backup|reserve|idle|unused|remain|surplus", r"запас|резерв|неисп|свобод|остат"),
    (r"自愿|可选|随意|任选", r"option|volunt|choice|free", r"доброволь|по жел|необязат|на выбор"),
    (r"卡|困|滞|堵|被扣|夹", r"stuck|held|jam|trap|strand|block|clog|delay|caught", r"застр|задерж|замят|замя|заби|блок|простаив|завис|сто[ия]"),
    (r"净|干净|清洁|纯|擦|洗", r"clean|clear|pure|net|wip|tidy|wash", r"чист|очищ|проти|вымы|нетто"),
    (r"完好|好好|整|全|原封|足足|完整|彻底|一[直整]", r"intact|whole|entire|full|unopen|undamag|complet|perfect|good|sound|fine|all|no less", r"цел|невред|полн|неповр|весь|сохран|невскр|все|хорош"),
    (r"否则|不然|要不然|要不", r"otherwise|or\b|else|if not|fail|unless", r"иначе|в противном|если не|либо|а то"),
    (r"难|复杂|麻烦|费劲|吃力|硬", r"difficult|hard|trouble|complex|impossib|struggl|unable|inconven|problem", r"сложн|трудн|тяжел|тяжёл|проблем|неудоб|невозм|непрост"),
    (r"通知|提前|告|警|提醒|预告|提示", r"warn|notif|inform|advance|alert|remind|advis", r"предупр|уведом|заранее|сообщ|извещ|напом"),
    (r"放行|让|通过|放过|放进|进[去来]", r"let|allow|releas|pass|clear|admit|enter", r"пропу|выпу|допу|прош|разреш|прохо"),
    (r"警[示告]|告示", r"warn|caution|alert", r"предупр|предостер"),
    (r"代|替|帮", r"behalf|instead|for\b|stand|rather|substit", r"вместо|за\b|от имени|замен|подмен"),
    (r"此外|另外|还有|并且|除了", r"besides|addition|except|other than|apart|also|moreover", r"кроме|помимо|также|дополн|сверх"),
    (r"光棍|双十一|双11|双12|双十二", r"singles|alone|double", r"холост|одиноч"),
    (r"对[着比付]?|反|抗|逆|敌", r"against|oppos|contra|anti|vers|wrong|revers|back|upside|other way", r"против|вопреки|наоборот|противо|обрат"),
    (r"变|改|换|转|更", r"chang|alter|new|swap|revis", r"измен|смен|друг|перем|нов|ин(?:ой|ого|ая|ые)|замен"),
    (r"超|过|满|多", r"over|exceed|beyond|more|above|outside|surpass", r"превы|свыше|более|больше|вне|сверх"),
    (r"问题|毛病|隐患|风险|纰漏|漏洞", r"issue|problem|fault|defect|risk|wrong|flaw|loophole|gap|fail|weak|shortcom|deficien|vulner", r"проблем|недостат|дефект|неисправ|сбо|риск|недочет|наруш|брак|уязв|брешь|пробел|изъян|слаб"),
    (r"责任|过错|过失|认错|理亏|疏漏|疏忽|检讨|内疚", r"fault|respons|blam|mistake|error|oversight|neglig|wrong|fail", r"вин|ответств|ошиб|упущ|недосм|наруш|недораб|непр"),
    (r"隐瞒|瞒|藏|隐|掩盖|遮", r"conceal|hid|withh|undisclos|cover|secret", r"скры|утаи|умолч|замалч|прята|закры"),
    (r"假|冒|伪|仿|山寨|虚", r"fake|false|counterf|inauth|forg|imitat|mis|pretend|fabric|sham|untru|fict|dummy", r"поддел|фальш|ложн|контраф|недост|фиктив|выдав|под видом|неподл|имит|подлож|мним"),
    (r"刷单|刷|造假", r"fake|fraud|false|manipul|brush", r"накру|фиктив|ложн|мошен"),
    (r"冲突|撞|重叠|挤", r"conflict|clash|collid|overlap|crush", r"конфликт|столк|пересеч|наклад|смя"),
    (r"紧急|急|赶", r"urgent|rush|hurr|out of time|short", r"срочн|спеш|тороп|наспех"),
    (r"省|节约|节省|偷懒|图快|图省事", r"sav|skip|cheap|cut|avoid|lazy|shortcut|econom|spar", r"эконом|сэкон|лень|лени|чтобы не|упрощ|удешев|пропус"),
    (r"变质|霉|臭|馊|脏|污", r"spoil|mould|mold|dirty|stain|contam|bad|off|soil", r"испорч|плесен|гряз|загряз|пятн|порч|непри"),
    (r"掉色|褪色|起球|起皮|变形|缩水", r"fad|pill|shrink|shrank|warp|deform|peel|discolo|bent|lost", r"выцв|лин[яеи]|сел[аио]|дефор|скат|отсла|потер|полин"),
    (r"以内|之内|内", r"within|inside|less|under|no more|not", r"в течение|в пределах|до\b|внутри|не более|менее"),
    (r"至少|起码|最少", r"at least|minimum|no fewer|no less|not less", r"не менее|минимум|хотя бы|не меньше|как мин"),
    (r"最多|至多|上限", r"at most|maximum|no more|not more|up to|limit", r"не более|максимум|до\b|предел|не больше"),
    (r"低于|少于|小于", r"below|under|less|fewer|lower|short", r"ниже|менее|меньше|не дости|недост"),
    (r"再", r"again|further|more|before|then|until|another|re-|only|once|additional|re\w", r"снова|повторн|больше|вновь|еще|затем|только|потом|после|пере|дополн|лишь"),
)
"""zh, en, ru."""


Row = tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]
"""zh, en, ru."""


def compiled_rows(rows: Iterable[tuple[str, str, str]]) -> tuple[Row, ...]:
    """Rows of Chinese writings and beginnings of English and Russian words."""

    def begins(words: str) -> re.Pattern[str]:
        return compiled(rf"(?<![a-zа-я])(?:{words})", re.IGNORECASE)

    return tuple((compiled(zh), begins(en), begins(ru)) for zh, en, ru in rows)


@lru_cache(maxsize=1)
def _rows() -> tuple[Row, ...]:
    return compiled_rows(_ROWS)


_ALWAYS = compiled(r"instead|rather|otherwise|failing|yet to|вместо|иначе|ожидающ|不", re.IGNORECASE)
"""Words that negate what follows them whatever else they render."""
_PLACES = {"zh": 0, "en": 1, "ru": 2}


def literal(text: str, start: int, end: int, language: str, other: str, other_language: str) -> bool:
    """Whether the word `text[start:end]` has its plain counterpart in the `other` text. `other` has е for ё."""
    here, there = _PLACES[language], _PLACES[other_language]
    if _ALWAYS.match(text, start):
        return False
    for row in _of(text[start:end], here) if here else _rows():
        if not here and not _covers(row[0], text, start, end):
            continue
        if _said(row[there], other):
            return True
    return False


@lru_cache(maxsize=4096)
def _of(word: str, place: int) -> tuple[Row, ...]:
    low = word.lower().replace("ё", "е")
    return tuple(row for row in _rows() if row[place].match(low))


@lru_cache(maxsize=4096)
def same_row(english: str, russian: str) -> bool:
    """Whether an English and a Russian word may say the same, by one row: only and лишь."""
    return any(en.match(english) and ru.match(russian) for _, en, ru in _of(english, 1))


def _covers(pattern: re.Pattern[str], text: str, start: int, end: int) -> bool:
    return any(m.start() < end and start < m.end() for m in pattern.finditer(text, max(0, start - 3), end + 3))


@lru_cache(maxsize=2048)
def _said(pattern: re.Pattern[str], other: str) -> bool:
    return pattern.search(other) is not None


_SPELLED_EN: tuple[tuple[str, str], ...] = (
    (r"clos|shut|down\b|off\b|stop|broke|out of|fault|holiday|power cut|outage|suspend|idle", r"не (?:был[аио]? )?(?:работ|функц|действ|откры|вкл)|не (?:продол|явл)"),
    (r"short|lack|missing|fewer|absen|less|without|devoid|ran out|out of", r"не (?:хват|дост|был|вло|дол|положи|указ|имел|ост|оказ)|нет"),
    (r"wrong|incorrect|mistak|error|another|differ|mis\w+", r"не (?:(?:в|на|к|по|с|из|за|о) )?(?:т[оауех]|соответ|верн|прав|совпа)"),
    (r"empty|blank|vacan", r"нет|ничего|не (?:был|заполн)"),
    (r"reject|refus|declin|turned down|den[iy]|dispute|oppos", r"не (?:был[аио]? )?(?:прин|одобр|удовл|соглас|разреш|допус|стал|захот|подпис|призн|хоч)"),
    (r"fail|neglect|forg[eo]t|omit|overlook|unable|impossib|skip|avoid|prevent|refrain|yet to|unless|un[a-z]{4,}|in(?:comp|suff|acc|val|adeq|elig)|non-?[a-z]{4,}", r"не |нет|без|нельзя|ни\b"),
    (r"late\b|delay|overdue|only|until", r"не (?:в срок|вовр|своевр|успе|ранее|раньше|сразу)"),
    (r"gone|lost|disappear|out of", r"не (?:найд|нашл|обнаруж|дош|получ|дост|удал|ост)|нет"),
    (r"stop|ceas|long since|no more", r"не (?:работ|прода|явл|исп|был|поль)|больше не"),
    (r"prohibit|forb|ban|barred", r"не (?:допу|разреш)|нельзя"),
    (r"alone|sole|exclusive|only", r"никто|никого|не "),
    (r"as it is|directly|straight", r"без"),
    (r"miss(?:ed|es)?\b|too\b|late\b", r"не (?:успе|замет|попа|прочит|увид|смог|мог)"),
    (r"overwhelm|swamp|poor|inadequat|improper|badly|crude", r"не (?:готов|справ|контрол|долж|над|хват|выдерж)|нет"),
    (r"overlook|neglect|ignor", r"не (?:замет|учл|учте|обрат|увид|провер)"),
    (r"power cut|outage|lost|blackout", r"без|не (?:был|раб)|нет"),
    (r"gone\b|missing|absent|away", r"не (?:был|оказ|наш|най|присут)|нет"),
)
"""What English says with a plain word and Russian with a negation."""
_SPELLED: tuple[tuple[str, str, str], ...] = (
    (r"放假|停|休|(?<![报海清通相有无])关(?![联税于键系])|坏|断|瘫|歇|故障|春节|过年|宕", r"not (?:be(?:en)? )?(?:work|operat|open|run|function|in operation|at work)", r"не (?:был[аио]? )?(?:работ|функц|действ|откры)"),
    (r"少|缺|差(?![评别异])|欠|紧|短|漏", r"not (?:have )?(?:enough|suffic|includ|contain|add|put|pack)|no\b|without", r"не (?:хват|дост|был|вло|дол|положи|указ)|нет|без"),
    (r"错|误|别的|另|偏", r"not (?:the )?(?:right|correct|match|the one)", r"не (?:(?:в|на|к|по|с|из|за|о) )?(?:т[оауех]|соответ|верн|прав|совпа)"),
    (r"空[白的]|白纸|零", r"no\b|nothing|none", r"нет|ничего|не (?:был|заполн)"),
    (r"驳|拒|否决|打回|退回", r"not (?:be(?:en)? )?(?:accept|approv|grant|pass|agree|allow|success)|n['’]t (?:accept|agree|approv)", r"не (?:был[аио]? )?(?:прин|одобр|удовл|соглас|разреш|допус|стал|захот|подпис)"),
    (r"失守|失灵|失效|失败|故障|崩", r"not (?:be(?:en)? )?(?:work|function|success|complet|valid)|no longer", r"не (?:сраб|уда|раб|дейст|смог|сумел|сост)|больше не"),
    (r"漏|忘|疏|忽|省|跳过|略", r"not (?:been )?(?:scan|record|enter|includ|notic|remember|done|made|do|check|tak|repl|answer|mark|attach)|without", r"не (?:был[аио]? )?(?:отскан|скан|внес|задекл|заявл|указ|зам|учт|учел|вкл|отв|сдел|вып|пров|обр|приложи|отмет|положи|вложи|наклеи)|без"),
    (r"才|刚", r"not (?:until|\w+ until)", r"не (?:ранее|раньше|сразу)|лишь"),
    (r"私自|擅自|偷|背着", r"without|no\b|not (?:auth|inform|tell|ask|approv)", r"без|не (?:пост|согл|сообщ|пред|спрос|увед|получ)"),
    (r"丢|遗失|失踪|消失|下落", r"not (?:been )?(?:found|receiv|be found|located|arriv)|no longer|never|cannot", r"не (?:был[аио]? )?(?:найд|нашл|обнаруж|дош|получ|дост|удал)|нет"),
    (r"差|劣|烂|坏|弱|慢", r"not (?:very |so )?(?:good|well|satisf|adequate|properly|fast|strong|up to)", r"не (?:очень |лучш|хорош|удовл|справ|достат|держ|на долж)"),
    (r"晚|迟|误|延|超时|逾期|拖|错过|赶[着]", r"not (?:be(?:en)? )?(?:on time|in time|meet|met|\w+ (?:on|in) time|\w+ \w+ (?:on|in) time|until)|miss", r"не (?:в срок|вовр|своевр|успе|влож|улож|сразу|был)|лишь"),
    (r"避|免|杜绝|省得", r"not (?:to\b|happen|occur)|no (?:more|further)\b|without", r"не (?:допу|возник|повт|прои)|без"),
    (r"否认|抵赖|反对|争议|异议", r"not (?:agree|admit|accept|acknowledg|recogni)", r"не (?:призн|соглас)"),
    (r"难|吃力|费劲|来不及", r"not (?:easy|able|cope|keep|manage)", r"не(?:льзя)? (?:легко|так-то|просто|справ|успе|удае)|нелегко"),
    (r"冷清|空闲|闲置|搁置|压着|积压|滞", r"not (?:been )?(?:mov|used|sold|ship|process|leave)|no\b", r"не (?:двиг|исп|прода|отпр|обраб|вывез)|без"),
    (r"禁|严禁", r"not (?:be |to )?(?:allow|permit|use|sell|let)|(?:must|may|can) ?not", r"нельзя|не (?:допу|разреш|дозвол)"),
    (r"独家|唯一", r"no other|nobody else", r"никто|ни у кого|больше нет"),
)
"""What Chinese says with a plain word and others with a negation: zh, then what stands at the negation in en, ru."""


@lru_cache(maxsize=1)
def _spelled() -> tuple[Row, ...]:
    return tuple((compiled(zh), compiled(en, re.IGNORECASE), compiled(ru, re.IGNORECASE)) for zh, en, ru in _SPELLED)


@lru_cache(maxsize=1)
def _spelled_en() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((compiled(rf"\b(?:{en})", re.IGNORECASE), compiled(ru, re.IGNORECASE)) for en, ru in _SPELLED_EN)


def spelled(text: str, start: int, language: str, source: str, source_language: str) -> list[tuple[int, int]]:
    """Where plain words of the source stand that the negation at `start` may render: 'не хватало' for 少, 'not working' for 坏."""
    if source_language == "en":
        return [m.span() for en, ru in _spelled_en() if language == "ru" and ru.match(text, start) for m in en.finditer(source)]
    place = _PLACES[language]
    nouns = [m.span() for m in _NOUNS.finditer(source)]
    return [m.span() for row in _spelled() if row[place].match(text, start) for m in row[0].finditer(source) if not any(a <= m.start() < b for a, b in nouns)]


_NOUNS = compiled(r"差[评别异]|[误色时价温]差|拒[付收]率?|缺[陷点口席]|积压|遗失|丢失|错误率?|迟发率|取消率|超时率|停车|晚上|坏[件品]|差错率?")
"""Nouns with such a character in them are told as nouns."""
