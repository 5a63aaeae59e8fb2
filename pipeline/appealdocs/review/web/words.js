"use strict";
const WORDS = {
  "中文": {cases:"待审案件",case:"案件",deadline:"截止时间（北京时间）",progress:"进度",approve_all:"批准全部无提示句段",undo:"撤销",letter:"信函版面",
    keys:"↑↓ 选择 · Enter 编辑 · Ctrl+Enter 保存并批准、到下一句 · A 批准 · U 撤销 · 1–9 插入右侧条目 · C 批注 · Esc 取消",
    title:"标题",problem:"问题",cause:"根本原因",action:"已采取措施",prevention:"预防",request:"请求",shows:"证据说明",owner:"负责人",
    approved:"已批准",review:"待审",open:"未翻译",terms:"术语",memory:"记忆库",none:"没有匹配",conflict:"他人刚修改了这一句。您的文字已保留在下方，请核对后再保存。",
    saved:"已保存",was:"原译",comment:"批注",failed:"未能保存，请检查连接后重试；您的文字仍在框中。",changed:"原文已变，旧译文供参考",
    edit:"编辑",approve:"批准",save:"保存并批准",drafting:"正在重新生成信函……",drafted:"信函已更新",failed_draft:"信函未能重新生成，请检查连接后重试。"},
  "English": {cases:"Cases to review",case:"Case",deadline:"Due (Beijing time)",progress:"Progress",approve_all:"Approve all without flags",undo:"Undo",letter:"Letter as printed",
    keys:"↑↓ choose · Enter edit · Ctrl+Enter save, approve, next · A approve · U undo · 1–9 insert from the side · C comment · Esc cancel",
    title:"Title",problem:"Problem",cause:"Root cause",action:"Actions taken",prevention:"Prevention",request:"Request",shows:"Evidence",owner:"Owner",
    approved:"approved",review:"to review",open:"no target",terms:"Terms",memory:"Memory",none:"no match",conflict:"Somebody else has just changed this segment. Your text is kept below: compare, then save.",
    saved:"Saved",was:"was",comment:"Comment",failed:"Not saved: check the connection and try again; your text is still in the box.",changed:"The source has changed; the old target for reference",
    edit:"Edit",approve:"Approve",save:"Save and approve",drafting:"Drafting the letter anew ...",drafted:"Letter updated",failed_draft:"The letter was not drafted anew: check the connection and try again."},
  "Русский": {cases:"Дела на проверке",case:"Дело",deadline:"Срок (пекинское время)",progress:"Готово",approve_all:"Утвердить все без замечаний",undo:"Отменить",letter:"Письмо в печатном виде",
    keys:"↑↓ выбор · Enter правка · Ctrl+Enter сохранить, утвердить, дальше · A утвердить · U отменить · 1–9 вставить справа · C комментарий · Esc отмена",
    title:"Заголовок",problem:"Обстоятельства",cause:"Причина",action:"Принятые меры",prevention:"Предотвращение",request:"Просьба",shows:"Доказательство",owner:"Ответственный",
    approved:"утверждено",review:"на проверке",open:"нет перевода",terms:"Термины",memory:"Память переводов",none:"совпадений нет",conflict:"Другой редактор только что изменил этот сегмент. Ваш текст сохранён ниже: сравните и сохраните.",
    saved:"Сохранено",was:"прежний перевод",comment:"Комментарий",failed:"Не сохранено: проверьте соединение и повторите; текст остался в поле.",changed:"Исходный текст изменился; прежний перевод для справки",
    edit:"Править",approve:"Утвердить",save:"Сохранить и утвердить",drafting:"Письмо составляется заново…",drafted:"Письмо обновлено",failed_draft:"Письмо не обновлено: проверьте соединение и повторите."}
};
