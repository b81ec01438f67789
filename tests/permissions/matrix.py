"""Who may do what, in every state of a report: the permissions as a table, to compare with the code.

Lines with an address say what is done, those below in which states; the columns are people:

    a  the reporter who wrote it    r  another reporter      1 2 3  初审 复审 终审     c  检察长
    m  管理员                       s  a superuser           -  staff without a role
    x  no member of staff           o  nobody logged in

and what comes of it:

    Y  the page opens; it is done   .  refused               0  not found
    !  nothing is changed: a message, or another page,       >  asked to log in
       says why

How each is asked for stands in acts.py and registers.py. A scheduled report is one that is published from a
later time on; a copy is a working copy of a published one, as a draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

STATES = (
    *("draft", "returned", "first_review", "second_review", "final_review", "chief_review"),
    *("ready", "scheduled", "published", "archived", "withdrawn", "binned", "copy"),
)
PEOPLE = "ar123cms-xo"

#: What is done with a report, its parts and what stands beside it.
#                                                               a r  1 2 3  c  m s  - x o
REPORTS = """
open the report                   GET   articles_report_change
print the slip                    GET   articles_report_slip
see its history                   GET   articles_report_history
compare                           GET   articles_report_compare
see the findings                  GET   articles_report_findings
open an appearance                GET   articles_appearance_change
open a statement                  GET   articles_statement_change
open a credit                     GET   articles_credit_change
open a photo                      GET   articles_photo_change
see its source                    GET   articles_sourcetext_change
take its source along             POST  articles_sourcetext_raw
    in every state                                              Y Y  Y Y Y  Y  Y Y  . > >

save the report                   POST  articles_report_change
keep typing                       POST  articles_report_autosave
restore                           POST  articles_report_restore
name a version                    POST  articles_report_name
fix a finding                     POST  articles_report_findings
save a statement                  POST  articles_statement_change
save a credit                     POST  articles_credit_change
save a photo                      POST  articles_photo_change
delete a credit                   POST  articles_credit_delete
delete a photo                    POST  articles_photo_delete
delete an appearance              POST  articles_appearance_delete
delete a statement                POST  articles_statement_delete
say it is nobody                  POST  articles_appearance_identify
accept a piece                    POST  articles_sourcetext_proposal
take marks back                   POST  articles_provenance_punctuation
    draft returned copy                                         Y .  Y Y Y  .  Y Y  . > >
    first_review                                                . .  Y . .  .  . Y  . > >
    second_review                                               . .  . Y .  .  . Y  . > >
    final_review                                                . .  . . Y  .  . Y  . > >
    chief_review                                                . .  . . .  .  . Y  . > >
    else                                                        . .  . . .  .  . .  . > >

attach it to its twin             POST  articles_provenance_twin
    draft copy                                                  Y .  Y Y Y  .  Y Y  . > >
    returned                                                    ! .  ! ! !  .  ! !  . > >
    first_review                                                . .  ! . .  .  . !  . > >
    second_review                                               . .  . ! .  .  . !  . > >
    final_review                                                . .  . . !  .  . !  . > >
    chief_review                                                . .  . . .  .  . !  . > >
    else                                                        . .  . . .  .  . .  . > >

open what was typed               GET   articles_report_change
    in every state                                              Y !  ! ! !  !  ! !  . > >

open a conflict                   GET   articles_report_merge
settle a conflict                 POST  articles_report_merge
    draft returned copy                                         Y 0  0 0 0  0  0 0  0 > >
    else                                                        . 0  0 0 0  0  0 0  0 > >

throw away typing                 POST  articles_report_discard
    in every state                                              Y 0  0 0 0  0  0 0  0 > >

preview                           GET   preview
    in every state                                              Y Y  Y Y Y  Y  Y Y  0 0 >

see the photo                     GET   media
    published archived                                          Y Y  Y Y Y  Y  Y Y  Y Y Y
    else                                                        Y Y  Y Y Y  Y  Y Y  0 0 0

read it on the site               GET   report
read it as data                   GET   api:report
    published archived                                          Y Y  Y Y Y  Y  Y Y  Y Y Y
    else                                                        0 0  0 0 0  0  0 0  0 0 0

dismiss a finding                 POST  articles_report_findings
show one again                    POST  articles_report_findings
    draft returned copy                                         Y .  Y Y Y  .  Y Y  . > >
    first_review                                                . .  Y . .  .  . Y  . > >
    second_review                                               . .  . Y .  .  . Y  . > >
    final_review                                                . .  . . Y  .  . Y  . > >
    chief_review                                                . .  . . .  Y  . Y  . > >
    else                                                        . .  . . .  .  . .  . > >

take back a release               POST  articles_report_findings
    draft returned copy                                         Y .  Y Y Y  .  Y Y  . > >
    first_review                                                . .  Y . .  .  . Y  . > >
    second_review                                               . .  . Y .  .  . Y  . > >
    final_review                                                . .  . . Y  .  . Y  . > >
    chief_review                                                . .  . . .  Y  . Y  . > >
    ready                                                       . .  . . Y  .  Y Y  . > >
    else                                                        . .  . . .  .  . .  . > >

submit                            POST  articles_report_transition
    draft returned copy                                         Y !  Y Y Y  .  Y Y  . > >
    else                                                        ! !  ! ! !  .  ! !  . > >

recall                            POST  articles_report_transition
    first_review                                                Y !  ! ! !  .  ! !  . > >
    else                                                        ! !  ! ! !  .  ! !  . > >

sign                              POST  articles_report_transition
    first_review                                                . .  Y ! !  !  . Y  . > >
    second_review                                               . .  ! Y !  !  . Y  . > >
    final_review                                                . .  ! ! Y  !  . Y  . > >
    chief_review                                                . .  ! ! !  Y  . Y  . > >
    else                                                        . .  ! ! !  !  . !  . > >

return                            POST  articles_report_transition
    first_review                                                . .  Y ! !  !  ! Y  . > >
    second_review                                               . .  ! Y !  !  ! Y  . > >
    final_review                                                . .  ! ! Y  !  ! Y  . > >
    chief_review                                                . .  ! ! !  Y  ! Y  . > >
    ready                                                       . .  ! ! Y  !  Y Y  . > >
    else                                                        . .  ! ! !  !  ! !  . > >

publish                           POST  articles_report_transition
    ready                                                       . .  . . Y  .  Y Y  . > >
    else                                                        . .  . . !  .  ! !  . > >

hold                              POST  articles_report_transition
    scheduled                                                   . .  . . Y  .  Y Y  . > >
    else                                                        . .  . . !  .  ! !  . > >

withdraw                          POST  articles_report_transition
    scheduled published archived                                . .  . . Y  .  Y Y  . > >
    else                                                        . .  . . !  .  ! !  . > >

archive                           POST  articles_report_transition
    published withdrawn                                         . .  . . Y  .  Y Y  . > >
    else                                                        . .  . . !  .  ! !  . > >

reopen                            POST  articles_report_transition
    archived withdrawn                                          . .  . . Y  .  Y Y  . > >
    else                                                        . .  . . !  .  ! !  . > >

bin                               POST  articles_report_transition
    draft returned copy                                         Y !  Y Y Y  .  Y Y  . > >
    withdrawn                                                   ! !  ! ! Y  .  Y Y  . > >
    else                                                        ! !  ! ! !  .  ! !  . > >

take out of the bin               POST  articles_report_transition
    binned                                                      Y !  Y Y Y  .  Y Y  . > >
    else                                                        ! !  ! ! !  .  ! !  . > >

see what goes for good            GET   articles_report_erase
delete for good                   POST  articles_report_erase
    binned                                                      . .  . . .  .  Y Y  . > >
    else                                                        . .  . . .  .  ! !  . > >

erase many                        POST  articles_report_changelist
    binned                                                      ! !  ! ! !  !  Y Y  . > >
    else                                                        ! !  ! ! !  !  ! !  . > >

revise                            POST  articles_report_transition
    published                                                   Y Y  Y Y Y  .  Y Y  . > >
    else                                                        ! !  ! ! !  .  ! !  . > >

publish many                      POST  articles_report_changelist
    ready                                                       ! !  ! ! Y  !  Y Y  . > >
    else                                                        ! !  ! ! !  !  ! !  . > >

withdraw many                     POST  articles_report_changelist
    scheduled published archived                                ! !  ! ! Y  !  Y Y  . > >
    else                                                        ! !  ! ! !  !  ! !  . > >

add_tags many                     POST  articles_report_changelist
remove_tags many                  POST  articles_report_changelist
set_section many                  POST  articles_report_changelist
set_occasion many                 POST  articles_report_changelist
    draft returned copy                                         Y !  Y Y Y  !  Y Y  . > >
    first_review                                                ! !  Y ! !  !  ! Y  . > >
    second_review                                               ! !  ! Y !  !  ! Y  . > >
    final_review                                                ! !  ! ! Y  !  ! Y  . > >
    chief_review                                                ! !  ! ! !  !  ! Y  . > >
    binned                                                      ! !  ! ! !  !  ! !  . > >
    else                                                        ! !  ! ! Y  !  Y Y  . > >

delete reports                    POST  articles_report_changelist
    in every state                                              ! !  ! ! !  !  ! !  . > >

delete the report                 POST  articles_report_delete
    in every state                                              . .  . . .  .  . .  . > >

save an appearance                POST  articles_appearance_change
say who is meant                  POST  articles_appearance_identify
take a decision back              POST  articles_decision_undo
set the rest aside                POST  articles_sourcetext_proposal
keep it apart                     POST  articles_provenance_twin
    draft returned copy                                         Y .  Y Y Y  .  Y Y  . > >
    first_review                                                . .  Y . .  .  . Y  . > >
    second_review                                               . .  . Y .  .  . Y  . > >
    final_review                                                . .  . . Y  .  . Y  . > >
    chief_review                                                . .  . . .  .  . Y  . > >
    binned                                                      . .  . . .  .  . .  . > >
    else                                                        . .  . . Y  .  Y Y  . > >

delete statements                 POST  articles_statement_changelist
delete credits                    POST  articles_credit_changelist
delete photos                     POST  articles_photo_changelist
    draft returned copy                                         Y .  Y Y Y  !  Y Y  . > >
    first_review                                                . .  Y . .  !  . Y  . > >
    second_review                                               . .  . Y .  !  . Y  . > >
    final_review                                                . .  . . Y  !  . Y  . > >
    chief_review                                                . .  . . .  !  . Y  . > >
    else                                                        . .  . . .  !  . .  . > >

see what a changed file proposes  GET   articles_sourcetext_proposal
see restored marks                GET   articles_provenance_punctuation
see its twin                      GET   articles_provenance_twin
    in every state                                              Y Y  Y Y Y  .  Y Y  . > >
"""

#: Entries of each model: who reads them (list, entry, history), adds, changes and deletes them. Where a
#: report is meant, it is the draft.
#                         read         add          change       delete
#                         ar123cms-xo  ar123cms-xo  ar123cms-xo  ar123cms-xo
REGISTERS = """
articles_report           YYYYYYYY.>>  YYYYY.YY.>>  Y.YYY.YY.>>  .........>>
articles_appearance       YYYYYYYY.>>  .........>>  Y.YYY.YY.>>  Y.YYY.YY.>>
articles_statement        YYYYYYYY.>>  .........>>  Y.YYY.YY.>>  Y.YYY.YY.>>
articles_credit           YYYYYYYY.>>  .........>>  Y.YYY.YY.>>  Y.YYY.YY.>>
articles_photo            YYYYYYYY.>>  .........>>  Y.YYY.YY.>>  Y.YYY.YY.>>
articles_section          YYYYYYYY.>>  ..YYY.YY.>>  ..YYY.YY.>>  ......YY.>>
articles_speaker          YYYYYYYY.>>  ..YYY.YY.>>  ..YYY.YY.>>  ......YY.>>
articles_organisation     YYYYYYYY.>>  ..YYY.YY.>>  ..YYY.YY.>>  ......YY.>>
articles_membership             YYYYYYYY.>>  ..YYY.YY.>>  ..YYY.YY.>>  ......YY.>>
articles_tag              YYYYYYYY.>>  ..YYY.YY.>>  ..YYY.YY.>>  ......YY.>>
articles_wordrule         YYYYYYYY.>>  ..YYY.YY.>>  ..YYY.YY.>>  ......YY.>>
articles_importbatch      YYYYYYYY.>>  YYYYY.YY.>>  Y.....YY.>>  .........>>
articles_bulkact          YYYYYYYY.>>  .........>>  Y.....YY.>>  .........>>
articles_sourcetext       YYYYYYYY.>>  .........>>  .........>>  .........>>
articles_provenance       YYYYYYYY.>>  .........>>  .........>>  .........>>
articles_transition             YYYYYYYY.>>  .........>>  .........>>  .........>>
articles_signoff          YYYYYYYY.>>  .........>>  .........>>  .........>>
articles_decision         YYYYYYYY.>>  .........>>  .........>>  .........>>
articles_mergerecord      YYYYYYYY.>>  .........>>  .........>>  .........>>
articles_slugredirect    YYYYYYYY.>>  .........>>  .........>>  .........>>
articles_dismissal        YYYYYYYY.>>  .........>>  .........>>  .........>>
articles_auditentry       ......YY.>>  .........>>  .........>>  .........>>
auth_user                 .......Y.>>  .......Y.>>  .......Y.>>  .......Y.>>
auth_group                .......Y.>>  .......Y.>>  .......Y.>>  .......Y.>>
"""

#: The other pages of the desk.
#                                     ar123cms-xo
OWN = """
ask to submit                           Y!YYY.YY.>>
ask to recall                           !!!!!.!!.>>
ask to sign                             ..!!!!.!.>>
ask to return                           ..!!!!!!.>>
ask to publish                          ....!.!!.>>
ask to hold                             ....!.!!.>>
ask to withdraw                         ....!.!!.>>
ask to archive                          ....!.!!.>>
ask to reopen                           ....!.!!.>>
ask to bin                              Y!YYY.YY.>>
ask to restore                          !!!!!.!!.>>
ask to revise                           !!!!!.!!.>>
GET articles_speaker_merge              ..YYY.YY.>>
POST articles_speaker_merge             ..YYY.YY.>>
GET articles_organisation_merge         ..YYY.YY.>>
POST articles_organisation_merge        ..YYY.YY.>>
GET articles_tag_merge                  ..YYY.YY.>>
POST articles_tag_merge                 ..YYY.YY.>>
GET articles_speaker_split              ..YYY.YY.>>
POST articles_speaker_split             ..YYY.YY.>>
GET articles_mergerecord_undo           ..YYY.YY.>>
POST articles_mergerecord_undo          ..YYY.YY.>>
GET articles_appearance_identify        YYYYY.YY.>>
GET articles_tag_suggestions            YYYYYYYY.>>
GET articles_importbatch_file           YYYYYYYY.>>
POST articles_importbatch_file          Y.....YY.>>
POST articles_importbatch_failures      YYYYYYYY.>>
POST articles_auditentry_export         ......YY.>>
POST articles_report_statements         !!!!!.!!.>>
POST articles_report_reread             !!!!!.!!.>>
GET autocomplete                        YYYYYYYY.>>
GET index                               YYYYYYYYY>>
GET app_list                            YYYYYYYY0>>
GET jsi18n                              YYYYYYYYY>>
GET password_change                     YYYYYYYYY>>
GET password_change_done                YYYYYYYYY>>
GET auth_user_password_change           .......Y.>>
"""


@dataclass(frozen=True)
class Line:
    """What is done, where, and what comes of it: the cells of every state, in the order of PEOPLE."""

    name: str
    method: str
    address: str
    cells: dict[str, str]


def lines() -> Iterator[Line]:
    """The lines of REPORTS."""
    for block in re.split(r"\n\s*\n", REPORTS.strip()):
        rows = _rows(block)
        found = (re.split(r"\s{2,}", row.strip(), maxsplit=1) for row in rows if row[0] == " ")
        cells = _every_state({states: "".join(its.split()) for states, its in found})
        yield from (Line(*re.split(r"\s{2,}", row), cells) for row in rows if row[0] != " ")


def _rows(block: str) -> list[str]:
    return [row for row in block.splitlines() if row.strip()]


def _every_state(given: dict[str, str]) -> dict[str, str]:
    """The cells of each state; "else" and "in every state" stand for those that no other row names."""
    named = {state: cells for states, cells in given.items() for state in states.split() if state in STATES}
    rest = given.get("else") or given.get("in every state", "")
    return {state: named.get(state, rest) for state in STATES}


def registers() -> dict[str, list[str]]:
    """Model → the cells of reading, adding, changing and deleting."""
    return {model: cells for model, *cells in (row.split() for row in _rows(REGISTERS))}


def own() -> dict[str, str]:
    """What is asked of a page → its cells."""
    found = (row.rsplit(maxsplit=1) for row in _rows(OWN))
    return {name.strip(): cells for name, cells in found}
