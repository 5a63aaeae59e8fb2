"""The way through: intake -> draft -> translate -> review -> check -> render -> pack. The one place that knows the order.

`case` leads a folder to its checked draft, `final` to what is submitted; `review`, `before` and `after` are the ways beside it.
"""

from appealdocs.stages.after import deadlines as deadlines
from appealdocs.stages.after import failure_mail as failure_mail
from appealdocs.stages.after import follow_up_text as follow_up_text
from appealdocs.stages.after import outcome_tables as outcome_tables
from appealdocs.stages.before import FromExport as FromExport
from appealdocs.stages.before import Suggestion as Suggestion
from appealdocs.stages.before import init_case as init_case
from appealdocs.stages.before import init_from_export as init_from_export
from appealdocs.stages.before import suggest_clauses as suggest_clauses
from appealdocs.stages.case import OUTPUTS as OUTPUTS
from appealdocs.stages.case import Checked as Checked
from appealdocs.stages.case import Drafted as Drafted
from appealdocs.stages.case import check_case as check_case
from appealdocs.stages.case import compose as compose
from appealdocs.stages.case import draft_case as draft_case
from appealdocs.stages.case import facts_intact as facts_intact
from appealdocs.stages.case import images as images
from appealdocs.stages.case import prove_case as prove_case
from appealdocs.stages.case import style as style
from appealdocs.stages.case import with_flags as with_flags
from appealdocs.stages.final import finalize_case as finalize_case
from appealdocs.stages.final import refuse_open_errors as refuse_open_errors
from appealdocs.stages.many import batch_one as batch_one
from appealdocs.stages.many import translate_one as translate_one
from appealdocs.stages.many import unchanged_one as unchanged_one
from appealdocs.stages.review import SigningSheet as SigningSheet
from appealdocs.stages.review import forget as forget
from appealdocs.stages.review import learn as learn
from appealdocs.stages.review import printed as printed
from appealdocs.stages.review import review_help as review_help
from appealdocs.stages.review import signing_sheet as signing_sheet
from appealdocs.stages.review import word_edits as word_edits
