"""The wording of speech acts in three languages, as patterns (see pattern.py); `acts.py` reads them."""

from __future__ import annotations

SETS: dict[str, dict[str, list[str]]] = {
    "en": {
        "fakes": ["counterfeit", "counterfeits", "fake", "fakes", "replica", "imitation", "pirated", "inauthentic", "infringing", "knock-off"],
        "us": ["we", "i", "our", "company", "store", "shop", "staff"],
        "wrong": ["counterfeit", "counterfeiting", "fake", "forge", "forgery", "falsify", "falsification", "manipulate", "manipulation", "brushing", "violate", "violation", "breach",
                  "infringe", "infringement", "cheat", "deceive", "mislead", "fraud", "fraudulent", "bribe", "collude", "collusion", "at fault", "guilty", "liable", "replica", "imitation",
                  "inauthentic", "dishonest", "wrongdoing", "misconduct"],
        "tie": ["connection", "connected", "connect", "link", "linked", "relation", "relationship", "related", "association", "associated", "affiliated", "affiliation", "tie", "ties", "involvement", "involved"],
        "other": ["account", "accounts", "shop", "store", "seller"],
    },
    "ru": {
        "fakes": ["контрафакт", "контрафактный", "подделка", "поддельный", "фальсификат", "фальшивый", "реплика", "неоригинальный"],
        "us": ["мы", "я", "наш", "компания", "магазин", "сотрудник", "работник", "оператор", "менеджер", "упаковщик"],
        "wrong": ["контрафакт", "контрафактный", "контрафактность", "подделка", "поддельный", "подделывать", "подделать", "фальсифицировать", "фальсификация", "фальсификат", "накрутка", "накручивать",
                  "нарушать", "нарушить", "нарушение", "обман", "обманывать", "обмануть", "мошенничество", "мошеннический", "сговор", "виноватый", "виновный", "вина", "манипулировать", "манипуляция", "реплика"],
        "tie": ["связать", "связанный", "связь", "аффилировать", "аффилированный", "отношение", "причастный", "причастность", "принадлежать"],
        "other": ["запись", "аккаунт", "магазин", "продавец", "компания", "кабинет"],
    },
}

ADMIT = {
    "en": [
        "=we|=i ..1 admit|concede|confess", "=we|=i ..1 acknowledge that|our|the|this", "=we|=i|company ..3 accept|take|bear|assume full|sole|complete|entire|the|all ?full responsibility|blame",
        "our|my ?own ?serious|internal|operational fault|mistake|error|negligence|oversight|carelessness|omission|failing", "fault|mistake|error|responsibility ..2 be|lie ?entirely ?with our|us|ours|own",
        "=we|=i be ?entirely|fully|solely ?at to|at|in blame|fault|wrong", "=we|company ..2 responsible for ?the ?this violation|breach|mistake|error|delay|fault",
    ],
    "ru": [
        "мы|я ..2 признаем|признаю|признали|признал|сознаемся|сознались|каемся", "^ признаем|признаю|признали", "=признаем|=признаю ..2 ошибка|вина|нарушение|что|факт", "компания|магазин ..2 признает|признал|признала",
        "наш|моя ?собственная ?же ошибка|вина|упущение|недосмотр|халатность|просчет|недоработка|промах", "ошибка|вина|ответственность ..2 на наш|нас|нами", "по наш|собственной вина|ошибка|недосмотр|невнимательность|халатность|неосторожность",
        "мы ..1 виноваты|виновны|ответственны|допустили ?грубую ?эту ошибка|нарушение|просчет|виноваты", "мы ..1 виноваты|виновны", "мы|компания ..2 нести|принимаем|принимает ?полную ?всю ответственность за нарушение|просрочка|ошибка|случившийся|произошедший|это",
    ],
}
# Wrongdoing told of ourselves: an admission where nothing negates or reports it. Past forms only: a rule for the staff is none.
DEED = {
    "en": [
        "@us ..2 violated|breached|infringed|forged|falsified|manipulated|misled|deceived",
        "@us ..3 sold|offered|listed|supplied|shipped|imported|selling ..6 @fakes",
        "@us ..3 sold|offered|listed|supplied|shipped|used|imported ..8 without|lacking ..2 authorization|permission|licence|license|consent|certificate",
        "@us ..2 engaged|participated|took ..2 ?part ?in brushing|manipulation|fraud",
    ],
    "ru": [
        "@us ..3 нарушил|нарушили|нарушила|нарушило|подделали|фальсифицировали|обманули|накручивали|накрутили",
        "@us ..3 ввели в заблуждение",
        "@us ..3 продали|продавали|реализовали|реализовывали|предлагали|поставили|поставляли|разместили|продал|продавал ..6 @fakes",
        "@us ..3 продали|продавали|реализовали|реализовывали|предлагали|разместили|использовали|продал|продавал ..8 без ..2 разрешение|лицензия|согласие|авторизация|сертификат",
    ],
}
DENY = {
    "en": ["=we|=i|company ..2 deny|refute|dispute|reject ..3 accusation|allegation|claim|charge|infringement|violation|fault|responsibility|liability|any|having|that", "accusation|allegation|claim be ?entirely|completely ?not unfounded|false|untrue|groundless|baseless|incorrect"],
    "ru": ["отрицать|отрицаем|отвергать|отвергаем|опровергать|опровергаем|отклоняем ..4 обвинение|подозрение|утверждение|претензия|нарушение|вина|факт|это", "мы ..1 отрицаем|отвергаем|опровергаем", "обвинение|подозрение|утверждение ..3 необоснованный|ложный|безосновательный|беспочвенный|недостоверный"],
}
PROMISE = {
    "en": ["undertake|pledge|vow to|that", "=we|=i|company|store ..2 undertake|pledge|promise|guarantee|commit|assure|vow", "it be guaranteed"],
    "ru": ["обязуемся|обязуюсь|обязуется", "гарантируем|гарантирую|гарантирует", "обещаем|обещаю", "заверяем|ручаемся|клянемся", "взять|берем|принимаем|принимать на себя обязательство"],
}
REQUEST = {
    "en": ["please", "kindly", "=we|=i ?hereby ?therefore ?respectfully ?kindly ?also ?once ?again ?now ?would ?like ?to ask|request|petition|apply", "would|should be ?very|most grateful|thankful|obliged|appreciative", "would ?greatly ?very ?much appreciate", "could|would you", "may =we ask|request", "our request be"],
    "ru": ["просим|прошу|=просьба", "просил|просили бы", "пожалуйста", "были|был|будем|буду ?бы ?очень ?бы признательны|благодарны|признателен|благодарен", "ходатайствуем|ходатайствую", "настаиваем|требуем"],
}
OBLIGATION = {
    "en": ["must", "shall", "have to", "be ?strictly ?now ?also required|obliged|obligated|compelled|forced to", "should", "need to", "be ?strictly ?now prohibited|forbidden|barred", "may not", "no|not choice|option|alternative|way but|except|than", "can not but|help", "be mandatory|compulsory|obligatory", "be to be", "duty|obligation to"],
    "ru": ["должный|должен|должна|должно|должны", "обязан|обязанный|обязана|обязаны", "следует", "необходимо|необходим|надлежит", "надо|нужно", "нельзя|недопустимо", "запрещаем|запрещается|запрещен|запрещена|запрещено|запрещены|воспрещается", "не допускаться|разрешаться", "не вправе", "вправе не", "вынужденный|вынужден|вынуждены|вынудить", "пришлось|придется", "подлежать|подлежит", "обязательный|обязательно|обязателен"],
}
# Who reports somebody else's words: what the clause then says is neither our admission nor our denial.
REPORTED = {
    "en": ["notice|notification|platform|amazon|noon|ozon|ebay|shopee|buyer|customer|complaint|email|letter|reviewer|competitor|brand|owner ..4 state|say|claim|allege|accuse|suspect|assert|report|complain|consider|believe|deem|assume|write|insist|inform|indicate|declare", "believed|assumed|thought|supposed", "accuse|suspect|allege|report|deem|flag|sanction ..3 for|of|as|to|that", "suspicion|accusation|allegation|complaint|claim|notice of|about|that", "according to ?the notice|platform|buyer|complaint", "if|whether|unless"],
    "ru": ["уведомление|площадка|amazon|noon|ozon|ebay|покупатель|клиент|жалоба|письмо|проверяющий|конкурент|правообладатель ..4 указать|указан|указывать|сообщить|сообщать|утверждать|заявить|заявлять|обвинить|обвинять|подозревать|заподозрить|считать|посчитать|счесть|полагать|написать|уведомить|пожаловаться|настаивать", "подозрение|обвинение|жалоба|претензия в|на|о", "подозреваться|обвиняться|якобы|признан|признана|отнести", "согласно|по ?данным уведомление|покупатель|жалоба|площадка", "если|ли"],
}

HAN_NEGATION = (
    r"从未|从不|从没(?:有)?|绝不|决不|绝无|并非|并不|并未|并没有|均未|均无|没有|没(?!收(?!到)|关系|问题|事|错)|尚未|还未|未能|未曾|未(?!来|婚|成年|免|必)|不曾|不是|不会|不能|不可(?!抗|控|避免|或缺)|不再|不得|不许|不准|不予|不存在|不属于|不含|无法|毫无|无(?!论|线|人机|锡|数|疑|偿|缝|损|尘|忧|纺|理|故|效|关紧要|非|不|锈|形|条件|良|纸|名)"
    r"|(?<![除是莫若])非(?!常|洲|诉|法|得|标|凡)|勿|毋|别(?=再|把|让|给|说|发)|不(?!仅|但|只|过|断|久|论|管|同|少|足|良|便|如|锈|等|然|好意思|客气|已|符|合格|合规|合理|一致|准确|准时|达标|完整|当|明|清|稳定|定期|超过|低于|高于|少于|多于|晚于|迟于|早于|及时|变|得|可|再|再|会|能|是|存|属|含|许|予|准|曾|禁|妨|乏|惜|知不觉|慎|时|外乎)"
)
HAN_WEAK = (
    r"(?<=[\u4e00-\u9fff]到)没有(?=[。？?，,]|$)|不(?:符|准(?!许|时)|合格|合规|合理|一致|准确|准时|达标|完整|当|明|清|稳定|足|良|同|便|及时|慎)|不超过|不低于|不高于|不少于|不多于|不晚于|不迟于|不早于|无效|无故|无理|非法|未经|缺少|缺乏|缺失|拒绝|漏|忘|难以|失败"
)
HAN_DOUBLE = r"不得不|不能不|不可不|不会不|不是不|不是没有|并非没有|并非不|没有不|无不|莫不|无非|不无|未尝不|不可避免|非\S{1,6}不可"

HAN = {
    "admit": r"(?:^|(?<=[，,。；;：:\n！])|我们|我司|我方|我店|本店|本公司)(?:的确|确实|也|愿意|坦诚|必须|在此)?承认(?!书)|(?:是|属于|为|怪)(?:我们|我司|我方|我店|本店|员工|运营|我们自己)(?:自己|公司|店铺|操作|内部|员工|仓库|打包员)?(?:的)?(?:错|责任|失误|疏忽|问题|过错|过失|疏漏|错误|不对)|(?:我们|我司|我方|我店|本店)(?:自己|自身|内部|的)*(?:的)(?:失误|疏忽|过错|过失|疏漏|错误)"
    r"|责任(?:全)?在(?:于)?(?:我们|我司|我方|我店|本店)|(?:我们|我司|我方|我店|本店)(?:错了|有错|有责任|负有(?:不可推卸的)?责任|难辞其咎|承担全部责任)|(?:是|为)(?:我们|我司|我方|本店)(?:自己)?[^，。]{0,4}(?:理解|弄|搞|写|填|发|做|放|报|传|标)错|(?:我们|我司|我方|我店|本店)[^，。]{0,4}承认(?!书)|(?:我们|我司)(?:的确|确实)?理亏|错了就是错了|我们认错|我们认罪",
    "deny": r"(?<![买客平])否认|反驳|驳斥|不承认|不认可.{0,6}(?:指控|侵权|违规|假货)|(?:指控|投诉|举报).{0,6}(?:不实|不属实|没有依据|毫无根据|不成立|纯属)",
    "promise": r"承诺(?!书|函)|(?<!质量)(?<!品质)保证(?!金|书|函|期)|担保|确保|誓|(?<!不)一定(?:会|在|将|要|按|把|做|配合)|(?<![请求把])(?<!需要)(?<!要求)(?:我们|我司|我方|我店|本店|公司|均|都|也|还|起|后|，|,|起，|、)?将(?:由|会|不再|在|于|继续|被|全部|统一|逐|定期|按|严格|每|对|以|采用|安排|增加|建立|实行|实施|开始|立即|根据|依据|自|从|主动|为|改|新增|持续|及时|向|通过|提前|永久|一律|与|和|同|暂停|停止|更换|聘请|派|派出|设|使用|提供|支付|退还|重新|进行)"
    r"|(?:我们|我司|我方|我店|本店|都|就|均|也|系统)会(?!议|计|员|话|面|签)",
    "request": r"(?<![申邀聘宴提们已并续])请(?!问|假|客|教|柬|求权|人|了|律师|第三方|到|来|专|开发|他们|客户|供应商|工厂|厂家|师傅|技术|多|计量|[A-Z])|恳请|申请(?=恢复|解冻|解除|撤销|复核|延|将|把|重新|先|豁免|删除|移除|退)|我们(?:申请|要求|希望|请求)|(?:希望|望|盼)(?:平台|贵|能|你们|您|予)|烦请|(?<![怕嫌添多的])麻烦(?=您|你|审核|平台|帮|核|把|尽|处|看|加|贵|各)|敬请|拜托|可否|能否|(?<!看)能不能",
    "obligation": r"必须|务必|应当|(?<![相对反适供响感因])应(?!用|付|急|对|答|聘|声|届|收|有|商|变|链|于|运)|(?<!无)(?<!急)(?<!所)(?<!实际)需(?!求|方|量|要?\s?\d)|(?<!无)(?<!必)须(?!知)|不得(?!已)|禁止|严禁|不许|不准|不允许|不可(?=以)|有义务|有责任(?=[^。，]{0,8}(?:做|确保|保证|提供))|一律(?:不|要|须|需|按|得)|均要|都要|不能不|不可不|不得不",
}
HAN_WRONG = (
    r"(?:售|卖|销售|出售|经营|上架|采购|供应|发)(?:过|了|的)?.{0,8}(?:假货|假冒|仿品|仿冒|侵权|盗版|山寨|高仿|赝品)|假货|假冒|仿品|赝品|刷单|造假|伪造|篡改|违规|违反|侵权|侵犯|欺诈|作弊|售假|虚假|操纵|诱导好评|刷评|欺骗|作假|抄袭|串通|恶意"
)
HAN_TIE = r"(?:没有|毫无|并无|不存在|没|无)(?:任何|的|股权|资金|人员|业务|实际|直接|上|[、和与及]){0,8}(?:关联|关系|来往|往来|瓜葛|牵连)(?!证明)"
HAN_UNAUTHORISED = r"(?:没有|未经|无|缺少|没)(?:.{0,6})(?:授权|许可|资质|证书|同意).{0,8}(?:情况下)?.{0,8}(?:卖|售|销|上架|使用)"
HAN_REPORTED = (
    r"(?:通知|平台|买家|客户|客人|顾客|邮件|审核|投诉人|竞争对手|品牌方|对方|权利人|亚马逊|Noon|Ozon|noon|ozon|eBay).{0,8}(?:称|说|指|认为|怀疑|投诉|举报|判定|认定|声称|表示|质疑|指控|告|觉得|写)|被(?:怀疑|指|举报|投诉|认定|判|诉|控|误)|涉嫌|疑似|如果|若|是否|假如|一旦|以为"
)
HAN_US = r"我们|我司|我方|我店|本店|本公司|公司|店铺|员工|运营|我"
