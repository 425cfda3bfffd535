"""Who gets which page: one row for each address, kind of row and method (design §3, screens §3).

The people: nobody signed in (`khach`), a cadre of another commune (`chi`), the unit's own cadre
(`mai`), chair (`an`) and clerk (`ha`), the reviewer above (`binh`), the inspector of the city's
Party committee (`kiem`), the commune's administrator (`quan`). The places are those of
`tests/world.py`; nearly all belong to UBND xã Tân Kỳ.

in    to the sign-in page            404   does not exist for this person
ok    the page; of a POST: dealt with, also by saying what is missing
look  the page, and one line of the log says who looked
away  sent to another page, nothing done
seen  sent to another page, and one's own notice counts as read
403   seen, but not theirs to do: a sentence says why and who can
"""

from __future__ import annotations

from dataclasses import dataclass

PEOPLE = ("", "chi", "mai", "an", "ha", "binh", "kiem", "quan")

TABLE = """
#                                                      khach chi mai  an   ha   binh kiem quan
# For everybody
GET  front                           -                in   away away away away away away away
GET  home                            -                in   ok   ok   ok   ok   ok   ok   ok
GET  home-done                       -                in   ok   ok   ok   ok   ok   ok   ok
GET  search                          -                in   ok   ok   ok   ok   ok   ok   ok
GET  help                            -                ok   ok   ok   ok   ok   ok   ok   ok
GET  accessibility                   -                ok   ok   ok   ok   ok   ok   ok   ok
GET  offline                         -                ok   ok   ok   ok   ok   ok   ok   ok
GET  offline-script                  -                ok   ok   ok   ok   ok   ok   ok   ok
GET  health                          -                ok   ok   ok   ok   ok   ok   ok   ok
GET  kept-form                       kept-form        in   away ok   away away away away away
POST kept-form                       kept-form        in   ok   ok   ok   ok   ok   ok   ok
# Signing in
GET  account_login                   -                ok   away away away away away away away
GET  mfa_authenticate                -                in   away away away away away away away
GET  account_inactive                -                ok   ok   ok   ok   ok   ok   ok   ok
GET  account_logout                  -                in   ok   ok   ok   ok   ok   ok   ok
POST account_logout                  -                in   ok   ok   ok   ok   ok   ok   ok
GET  account_reset_password          -                ok   ok   ok   ok   ok   ok   ok   ok
GET  account_reset_password_done     -                ok   ok   ok   ok   ok   ok   ok   ok
GET  account_reset_password_from_key reset-link       ok   ok   ok   ok   ok   ok   ok   ok
GET  account_reset_password_from_key_done -                ok   ok   ok   ok   ok   ok   ok   ok
GET  account_change_password         -                in   ok   ok   ok   ok   ok   ok   ok
GET  account_reauthenticate          -                in   ok   ok   ok   ok   ok   ok   ok
GET  mfa_index                       -                in   away away away away away away away
GET  mfa_reauthenticate              -                in   away away away away away away away
GET  mfa_activate_totp               -                in   away away away away away away away
GET  mfa_deactivate_totp             -                in   404  404  404  404  404  404  404
GET  mfa_view_recovery_codes         -                in   404  404  404  404  404  404  404
GET  mfa_generate_recovery_codes     -                in   away away away away away away away
GET  mfa_download_recovery_codes     -                in   404  404  404  404  404  404  404
# Units and people
GET  units:choose                    -                in   ok   ok   ok   ok   ok   ok   ok
POST units:switch                    -                in   ok   ok   ok   ok   ok   ok   ok
GET  units:search                    -                in   ok   ok   ok   ok   ok   ok   ok
GET  units:account                   -                in   ok   ok   ok   ok   ok   ok   ok
GET  units:security                  -                in   ok   ok   ok   ok   ok   ok   ok
GET  units:sign-ins-end              -                in   away away away away away away away
POST units:sign-ins-end              -                in   ok   ok   ok   ok   ok   ok   ok
GET  units:sign-in-end               office           in   away away away away away away away
POST units:sign-in-end               office           in   ok   ok   ok   ok   ok   ok   ok
GET  units:admin                     -                in   404  404  404  404  404  404  ok
GET  units:admin-units               -                in   404  404  404  404  404  404  ok
GET  units:admin-unit-add            -                in   404  404  404  404  404  404  ok
POST units:admin-unit-add            -                in   404  404  404  404  404  404  ok
GET  units:admin-unit                office           in   404  404  404  404  404  404  ok
POST units:admin-unit                office           in   404  404  404  404  404  404  ok
GET  units:admin-unit                board            in   404  404  404  404  404  404  404
GET  units:admin-people              -                in   404  404  404  404  404  404  ok
GET  units:admin-person-add          -                in   404  404  404  404  404  404  ok
POST units:admin-person-add          -                in   404  404  404  404  404  404  ok
GET  units:admin-person              mai              in   404  404  404  404  404  404  ok
POST units:admin-person              mai              in   404  404  404  404  404  404  ok
GET  units:admin-person              binh             in   404  404  404  404  404  404  404
GET  units:admin-days                -                in   404  404  404  404  404  404  ok
POST units:admin-days                -                in   404  404  404  404  404  404  403
# Notices, log, jobs
GET  activity:notices                -                in   ok   ok   ok   ok   ok   ok   ok
GET  activity:notice                 notice           in   404  seen 404  404  404  404  404
POST activity:notices-seen           -                in   ok   ok   ok   ok   ok   ok   ok
GET  activity:notice-choices         -                in   ok   ok   ok   ok   ok   ok   ok
POST activity:notice-choices         -                in   ok   ok   ok   ok   ok   ok   ok
GET  activity:log                    -                in   404  404  ok   404  404  ok   ok
GET  admin-checks                    -                in   404  404  404  404  404  404  ok
GET  activity:jobs                   -                in   404  404  404  404  404  404  404
POST activity:job-retry              failed-job       in   404  404  404  404  404  404  404
# Plans
GET  plans:list                      -                in   ok   ok   ok   ok   ok   ok   ok
GET  plans:start                     -                in   ok   ok   ok   404  404  404  404
POST plans:start                     -                in   ok   ok   ok   404  404  404  404
# A new paper
GET  documents:new                   -                in   ok   ok   ok   404  404  404  404
POST documents:new                   -                in   ok   ok   ok   404  404  404  404
GET  documents:blank-forms           -                in   ok   ok   ok   ok   404  404  404
GET  documents:blank-word            form             in   ok   ok   ok   ok   404  404  404
GET  documents:blank-pdf             form             in   ok   ok   ok   ok   404  404  404
# Writing a paper: under /ke-hoach/ and /van-ban/…/soan/ alike
GET  compose:overview                plan             in   404  ok   ok   ok   404  404  ok
GET  compose:overview                letter           in   404  away away away 404  404  away
GET  compose:overview                leader_review    in   404  ok   ok   ok   404  404  ok
GET  compose:overview                submitted        in   404  ok   ok   ok   ok   look ok
GET  compose:overview                approved         in   404  ok   ok   ok   ok   look ok
GET  compose:overview                issued           in   404  ok   ok   ok   ok   look ok
GET  compose:overview                abandoned        in   404  ok   ok   ok   404  404  ok
GET  compose:general                 plan             in   404  ok   ok   403  404  404  403
POST compose:general                 plan             in   404  ok   ok   403  404  404  403
GET  compose:general                 submitted        in   404  away away 403  403  403  403
POST compose:general                 submitted        in   404  ok   ok   403  403  403  403
GET  compose:citations               plan             in   404  ok   ok   403  404  404  403
POST compose:citations               plan             in   404  ok   ok   403  404  404  403
GET  compose:citations               submitted        in   404  away away 403  403  403  403
GET  compose:section                 plan             in   404  ok   ok   403  404  404  403
POST compose:section                 plan             in   404  ok   ok   403  404  404  403
GET  compose:section                 submitted        in   404  away away 403  403  403  403
POST compose:section                 submitted        in   404  ok   ok   403  403  403  403
GET  compose:section                 issued           in   404  away away 403  403  403  403
GET  compose:section-conflict        plan             in   404  away away 403  404  404  403
POST compose:section-conflict        plan             in   404  ok   ok   403  404  404  403
GET  compose:section-conflict        submitted        in   404  away away 403  403  403  403
GET  compose:recipients              plan             in   404  ok   ok   ok   404  404  403
POST compose:recipients              plan             in   404  ok   ok   ok   404  404  403
GET  compose:recipients              submitted        in   404  away away away 403  403  403
POST compose:recipients              submitted        in   404  ok   ok   ok   403  403  403
GET  compose:signer                  plan             in   404  ok   ok   ok   404  404  403
POST compose:signer                  plan             in   404  ok   ok   ok   404  404  403
GET  compose:signer                  submitted        in   404  away away away 403  403  403
GET  compose:appendices              plan             in   404  ok   ok   403  404  404  403
POST compose:appendices              plan             in   404  ok   ok   403  404  404  403
GET  compose:appendices              submitted        in   404  away away 403  403  403  403
POST compose:enclosure-add           draft            in   404  ok   ok   403  404  404  403
POST compose:enclosure-add           submitted        in   404  ok   ok   403  403  403  403
POST compose:enclosure               draft            in   404  ok   ok   403  404  404  403
POST compose:enclosure               submitted        in   404  ok   ok   403  403  403  403
GET  compose:check                   plan             in   404  ok   ok   403  404  404  403
GET  compose:check                   submitted        in   404  away away 403  403  403  403
POST compose:waive                   plan             in   404  ok   ok   403  404  404  403
POST compose:waive                   submitted        in   404  ok   ok   403  403  403  403
GET  compose:preview-pdf             plan             in   404  ok   ok   ok   404  404  ok
GET  compose:preview-pdf             submitted        in   404  ok   ok   ok   ok   look ok
GET  compose:preview-word            plan             in   404  ok   ok   ok   404  404  ok
GET  compose:preview-word            submitted        in   404  ok   ok   ok   ok   look ok
GET  compose:submit                  draft            in   404  ok   ok   403  404  404  403
POST compose:submit                  draft            in   404  ok   ok   403  404  404  403
GET  compose:submit                  submitted        in   404  away away 403  403  403  403
POST compose:submit                  submitted        in   404  ok   ok   403  403  403  403
GET  compose:send-to-leader          draft            in   404  ok   ok   403  404  404  403
POST compose:send-to-leader          draft            in   404  ok   ok   403  404  404  403
GET  compose:send-back               leader_review    in   404  403  ok   403  404  404  403
POST compose:send-back               leader_review    in   404  403  ok   403  404  404  403
GET  compose:withdraw                submitted        in   404  ok   ok   403  403  403  403
POST compose:withdraw                submitted        in   404  ok   ok   403  403  403  403
GET  compose:withdraw                reviewing        in   404  away away 403  403  403  403
GET  compose:revise                  approved         in   404  ok   ok   403  403  403  403
POST compose:revise                  approved         in   404  ok   ok   403  403  403  403
GET  compose:abandon                 draft            in   404  ok   ok   403  404  404  403
POST compose:abandon                 draft            in   404  ok   ok   403  404  404  403
GET  compose:abandon                 issued           in   404  away away 403  403  403  403
GET  compose:receipt                 submitted        in   404  ok   ok   ok   ok   ok   ok
GET  compose:receipt                 draft            in   404  404  404  404  404  404  404
GET  compose:remarks                 returned         in   404  ok   ok   ok   ok   ok   ok
POST compose:remarks                 returned         in   404  ok   ok   403  403  403  403
GET  compose:remarks                 draft            in   404  ok   ok   ok   404  404  ok
GET  compose:revisions               submitted        in   404  ok   ok   ok   ok   ok   ok
GET  compose:revisions               draft            in   404  ok   ok   ok   404  404  ok
GET  compose:compare                 submitted        in   404  ok   ok   ok   ok   look ok
GET  compose:compare                 draft            in   404  ok   ok   ok   404  404  ok
GET  compose:tasks                   plan             in   404  ok   ok   403  404  404  403
POST compose:tasks                   plan             in   404  ok   ok   403  404  404  403
GET  compose:tasks                   submitted        in   404  ok   ok   403  403  403  403
GET  compose:coverage                plan             in   404  ok   ok   ok   404  404  ok
GET  compose:coverage                submitted        in   404  ok   ok   ok   ok   ok   ok
POST compose:coverage-take           plan             in   404  ok   ok   403  404  404  403
POST compose:coverage-take           submitted        in   404  403  403  403  403  403  403
GET  compose:not-applicable          plan             in   404  ok   ok   403  404  404  403
POST compose:not-applicable          plan             in   404  ok   ok   403  404  404  403
GET  compose:not-applicable          submitted        in   404  403  403  403  403  403  403
# Review
GET  documents:review-queue          -                in   404  404  ok   404  ok   404  404
GET  documents:review-bulk           -                in   404  404  ok   404  ok   404  404
POST documents:review-bulk           -                in   404  404  ok   404  ok   404  404
GET  documents:review                submitted        in   404  403  403  403  ok   403  403
GET  documents:review                reviewing        in   404  403  403  403  ok   403  403
GET  documents:review                draft            in   404  403  403  403  404  404  403
GET  documents:review                issued           in   404  403  403  403  ok   403  403
GET  documents:review-claim          submitted        in   404  403  403  403  ok   403  403
POST documents:review-claim          submitted        in   404  403  403  403  ok   403  403
POST documents:review-claim          draft            in   404  403  403  403  404  404  403
GET  documents:review-release        reviewing        in   404  403  403  403  ok   403  403
POST documents:review-release        reviewing        in   404  403  403  403  ok   403  403
GET  documents:review-comment        reviewing        in   404  403  403  403  away 403  403
POST documents:review-comment        reviewing        in   404  403  403  403  ok   403  403
GET  documents:review-comment-delete reviewing        in   404  403  403  403  ok   403  403
POST documents:review-comment-delete reviewing        in   404  403  403  403  ok   403  403
GET  documents:review-return         reviewing        in   404  403  403  403  ok   403  403
POST documents:review-return         reviewing        in   404  403  403  403  ok   403  403
GET  documents:review-approve        reviewing        in   404  403  403  403  ok   403  403
POST documents:review-approve        reviewing        in   404  403  403  403  ok   403  403
POST documents:review-approve        submitted        in   404  403  403  403  ok   403  403
# Papers and their desks
GET  documents:list                  -                in   ok   ok   ok   ok   ok   ok   ok
GET  documents:detail                draft            in   404  away away away 404  404  away
GET  documents:detail                leader_review    in   404  away away away 404  404  away
GET  documents:detail                submitted        in   404  ok   ok   ok   ok   look ok
GET  documents:detail                numbered         in   404  ok   ok   ok   ok   look ok
GET  documents:detail                issued           in   404  ok   ok   ok   ok   look ok
GET  documents:detail                recalled         in   404  ok   ok   ok   ok   look ok
GET  documents:detail                replaced         in   404  ok   ok   ok   ok   look ok
GET  documents:detail                abandoned        in   404  ok   ok   ok   404  404  ok
GET  documents:detail                resolution       in   ok   ok   ok   ok   ok   look ok
GET  documents:detail                directive        in   404  look look look ok   look ok
GET  documents:citations             draft            in   404  ok   ok   ok   404  404  ok
GET  documents:citations             submitted        in   404  ok   ok   ok   ok   ok   ok
GET  documents:citations             issued           in   404  ok   ok   ok   ok   ok   ok
GET  documents:history               draft            in   404  ok   ok   ok   404  404  ok
GET  documents:history               submitted        in   404  ok   ok   ok   ok   ok   ok
GET  documents:history               issued           in   404  ok   ok   ok   ok   ok   ok
GET  documents:file                  draft            in   404  404  404  404  404  404  404
GET  documents:file                  submitted        in   404  404  404  404  404  404  404
GET  documents:file                  numbered         in   404  ok   ok   ok   ok   look ok
GET  documents:file                  signed           in   404  ok   ok   ok   ok   look ok
GET  documents:file                  issued           in   404  ok   ok   ok   ok   look ok
GET  documents:enclosure             draft            in   404  ok   ok   ok   404  404  ok
GET  documents:enclosure             submitted        in   404  ok   ok   ok   ok   look ok
GET  documents:enclosure             issued           in   404  ok   ok   ok   ok   look ok
GET  documents:word                  draft            in   404  404  404  404  404  404  404
GET  documents:word                  submitted        in   404  404  404  404  404  404  404
GET  documents:word                  numbered         in   404  ok   ok   ok   ok   look ok
GET  documents:word                  issued           in   404  ok   ok   ok   ok   look ok
GET  documents:word                  directive        in   404  404  404  404  404  404  404
GET  documents:recall                issued           in   404  403  ok   403  403  403  403
POST documents:recall                issued           in   404  403  ok   403  403  403  403
GET  documents:recall                draft            in   404  403  away 403  404  404  403
GET  documents:replace               issued           in   404  403  403  ok   403  403  403
POST documents:replace               issued           in   404  403  403  ok   403  403  403
GET  documents:number-queue          -                in   404  404  404  ok   404  404  404
GET  documents:number                approved         in   404  403  403  ok   403  403  403
POST documents:number                approved         in   404  403  403  ok   403  403  403
GET  documents:number                draft            in   404  403  403  away 404  404  403
GET  documents:change-day            numbered         in   404  403  403  ok   403  403  403
POST documents:change-day            numbered         in   404  403  403  ok   403  403  403
GET  documents:register-out          -                in   404  404  ok   ok   404  ok   404
GET  documents:number-reserve        -                in   404  404  404  ok   404  404  404
POST documents:number-reserve        -                in   404  404  404  ok   404  404  404
GET  documents:number-void           kept-number      in   404  403  403  ok   404  404  403
POST documents:number-void           kept-number      in   404  403  403  ok   404  404  403
GET  documents:register-in           -                in   404  404  ok   ok   404  ok   404
GET  documents:enter                 directive        in   404  403  403  ok   403  403  403
POST documents:enter                 directive        in   404  403  403  ok   403  403  403
GET  documents:enter                 issued           in   404  403  403  away 403  403  403
POST documents:enter                 issued           in   404  403  403  ok   403  403  403
GET  documents:sign-queue            -                in   404  404  ok   404  404  404  404
GET  documents:sign-bulk             -                in   404  404  away 404  404  404  404
POST documents:sign-bulk             -                in   404  404  ok   404  404  404  404
GET  documents:sign-run              signing-run      in   404  404  ok   404  404  404  404
POST documents:sign-run              signing-run      in   404  404  ok   404  404  404  404
GET  documents:sign-thumbnail        numbered         in   404  404  ok   404  404  404  404
GET  documents:sign-thumbnail        signed           in   404  404  404  404  404  404  404
GET  documents:sign                  numbered         in   404  403  ok   403  403  403  403
POST documents:sign                  numbered         in   404  403  ok   403  403  403  403
GET  documents:sign                  signed           in   404  away ok   away away away away
GET  documents:sign                  draft            in   404  403  away 403  404  404  403
GET  documents:sign-file             numbered         in   404  403  ok   403  403  403  403
POST documents:sign-file             numbered         in   404  403  ok   403  403  403  403
GET  documents:sign-file             signed           in   404  403  away 403  403  403  403
GET  documents:sign-detached         numbered         in   404  403  ok   403  403  403  403
POST documents:sign-detached         numbered         in   404  403  ok   403  403  403  403
GET  documents:sign-detached-data    numbered         in   404  403  404  403  403  403  403
GET  documents:sign-token            numbered         in   404  404  404  404  404  404  404
POST documents:sign-token            numbered         in   404  404  404  404  404  404  404
GET  documents:sign-paper            numbered         in   404  403  ok   403  403  403  403
GET  documents:by-hand               approved         in   404  403  403  ok   403  403  403
POST documents:by-hand               approved         in   404  403  403  ok   403  403  403
GET  documents:by-hand               numbered         in   404  403  403  ok   403  403  403
GET  documents:by-hand               signed           in   404  403  403  away 403  403  403
GET  documents:by-hand-print         approved         in   404  403  403  ok   403  403  403
GET  documents:by-hand-print         issued           in   404  403  403  away 403  403  403
GET  documents:sign-transfer         numbered         in   404  403  ok   403  403  403  403
POST documents:sign-transfer         numbered         in   404  403  ok   403  403  403  403
GET  documents:sign-return           numbered         in   404  403  ok   403  403  403  403
POST documents:sign-return           numbered         in   404  403  ok   403  403  403  403
POST documents:sign-ask-day          numbered         in   404  403  ok   403  403  403  403
GET  documents:issue-queue           -                in   404  404  404  ok   404  404  404
GET  documents:issue                 signed           in   404  403  403  ok   403  403  403
POST documents:issue                 signed           in   404  403  403  ok   403  403  403
GET  documents:issue                 issued           in   404  404  ok   ok   ok   404  404
GET  documents:issue                 draft            in   404  403  403  away 404  404  403
GET  documents:take-back             issued           in   404  403  403  ok   403  403  403
POST documents:take-back             issued           in   404  403  403  ok   403  403  403
GET  documents:edxml                 issued           in   404  ok   ok   ok   ok   look ok
GET  documents:edxml                 signed           in   404  404  404  404  404  404  404
GET  documents:edxml-import          -                in   404  404  404  ok   ok   404  404
POST documents:edxml-import          -                in   404  404  404  ok   ok   404  404
GET  documents:verify                -                ok   ok   ok   ok   ok   ok   ok   ok
POST documents:verify                -                ok   ok   ok   ok   ok   ok   ok   ok
GET  documents:verify-code           verify-code      ok   ok   ok   ok   ok   ok   ok   ok
GET  documents:certificates          -                in   ok   ok   ok   ok   ok   ok   ok
POST documents:certificates          -                in   ok   ok   ok   ok   ok   ok   ok
GET  documents:certificate-stop      certificate      in   404  404  ok   404  404  404  ok
POST documents:certificate-stop      certificate      in   404  404  ok   404  404  404  ok
GET  documents:delegations           -                in   ok   ok   ok   ok   ok   ok   ok
POST documents:delegations           -                in   403  403  ok   403  403  403  403
GET  documents:delegation-end        delegation       in   404  404  ok   404  404  404  404
POST documents:delegation-end        delegation       in   404  404  ok   404  404  404  404
GET  documents:admin-certificates    -                in   404  404  404  404  404  404  ok
GET  documents:admin-authorities     -                in   404  404  404  404  404  404  403
POST documents:admin-authorities     -                in   404  404  404  404  404  404  403
GET  documents:admin-revocations     -                in   404  404  404  404  404  404  403
POST documents:admin-revocations     -                in   404  404  404  404  404  404  403
GET  documents:admin-formats         -                in   404  404  404  404  404  404  ok
GET  documents:admin-format          rule-set         in   404  404  404  404  404  404  ok
GET  documents:admin-format-unit     office           in   404  404  404  404  404  404  ok
POST documents:admin-format-unit     office           in   404  404  404  404  404  404  ok
GET  documents:admin-format-sample   office           in   404  404  404  404  404  404  ok
# Directives and duties
GET  directives:register             -                in   404  404  404  ok   ok   404  404
POST directives:register             -                in   404  404  404  ok   ok   404  404
GET  directives:import-start         -                in   404  404  404  ok   ok   404  404
POST directives:import-start         -                in   404  404  404  ok   ok   404  404
GET  directives:import               import           in   404  404  404  ok   404  404  404
POST directives:import               import           in   404  404  404  ok   404  404  404
GET  directives:import               saved-import     in   404  404  404  away 404  404  404
POST directives:import               saved-import     in   404  404  404  away 404  404  404
GET  directives:import               read-import      in   404  404  404  ok   404  404  404
GET  directives:import-file          import           in   404  404  404  ok   404  404  404
GET  directives:import-page          import           in   404  404  404  ok   404  404  404
GET  directives:import-discard       import           in   404  404  404  ok   404  404  404
POST directives:import-discard       import           in   404  404  404  ok   404  404  404
GET  directives:import-batch         import-batch     in   404  404  404  ok   404  404  404
GET  directives:learned              -                in   404  404  404  ok   ok   404  404
GET  directives:learned-edit         learned          in   404  404  404  ok   404  404  404
POST directives:learned-edit         learned          in   404  404  404  ok   404  404  404
GET  directives:learned-forget       learned          in   404  404  404  ok   404  404  404
POST directives:learned-forget       learned          in   404  404  404  ok   404  404  404
GET  directives:tasks                directive        in   404  ok   ok   ok   ok   ok   ok
GET  directives:tasks                issued           in   404  ok   ok   ok   ok   ok   ok
GET  directives:tasks                submitted        in   404  ok   ok   ok   ok   ok   ok
GET  directives:tasks                draft            in   404  ok   ok   ok   404  404  ok
GET  directives:task-add             directive        in   404  403  403  403  ok   403  403
POST directives:task-add             directive        in   404  403  403  403  ok   403  403
GET  directives:task-add             issued           in   404  404  404  404  404  404  404
GET  directives:task-edit            directive        in   404  403  403  403  ok   403  403
POST directives:task-edit            directive        in   404  403  403  403  ok   403  403
GET  directives:task-edit            issued           in   404  404  404  404  404  404  404
GET  directives:task-remove          directive        in   404  403  403  403  ok   403  403
POST directives:task-remove          directive        in   404  403  403  403  ok   403  403
GET  directives:task-remove          issued           in   404  404  404  404  404  404  404
GET  directives:carried-out          directive        in   404  ok   ok   ok   ok   ok   ok
GET  directives:carried-out          issued           in   404  ok   ok   ok   ok   ok   ok
GET  directives:carried-out          draft            in   404  ok   ok   ok   404  404  ok
GET  directives:cascade-start        directive        in   404  403  403  403  ok   403  403
POST directives:cascade-start        directive        in   404  403  403  403  ok   403  403
GET  directives:cascade-start        issued           in   404  403  ok   403  403  403  403
POST directives:cascade-start        issued           in   404  403  ok   403  403  403  403
GET  directives:cascade-start        draft            in   404  403  ok   403  404  404  403
GET  directives:cascade-who          begun-cascade    in   404  403  ok   403  404  404  403
POST directives:cascade-who          begun-cascade    in   404  403  ok   403  404  404  403
GET  directives:cascade-what         begun-cascade    in   404  403  ok   403  404  404  403
POST directives:cascade-what         begun-cascade    in   404  403  ok   403  404  404  403
GET  directives:cascade-preview      begun-cascade    in   404  403  ok   403  404  404  403
POST directives:cascade-preview      begun-cascade    in   404  403  ok   403  404  404  403
GET  directives:cascade-preview      cascade          in   404  404  404  404  away 404  404
GET  directives:cascade              cascade          in   404  404  404  404  ok   ok   404
GET  directives:cascade              own-cascade      in   404  ok   ok   ok   ok   ok   ok
GET  directives:cascade-recall       own-cascade      in   404  403  ok   403  403  403  403
POST directives:cascade-recall       own-cascade      in   404  403  ok   403  403  403  403
GET  directives:cascade-recall       cascade          in   404  404  404  404  ok   403  404
GET  directives:cascade-recall       begun-cascade    in   404  404  404  404  404  404  404
GET  directives:assignments          -                in   ok   ok   ok   ok   ok   ok   ok
GET  directives:assignment           new-duty         in   404  ok   ok   ok   ok   ok   ok
GET  directives:assignment           obstacle         in   404  ok   ok   ok   ok   ok   ok
GET  directives:assignment           given-duty       in   404  ok   ok   ok   ok   ok   ok
GET  directives:assignment-accept    new-duty         in   404  ok   ok   403  403  403  403
POST directives:assignment-accept    new-duty         in   404  ok   ok   403  403  403  403
GET  directives:assignment-excuse    new-duty         in   404  ok   ok   403  403  403  403
POST directives:assignment-excuse    new-duty         in   404  ok   ok   403  403  403  403
GET  directives:assignment-report    new-duty         in   404  ok   ok   403  403  403  403
POST directives:assignment-report    new-duty         in   404  ok   ok   403  403  403  403
GET  directives:assignment-confirm   reported-duty    in   404  403  403  403  ok   403  403
POST directives:assignment-confirm   reported-duty    in   404  403  403  403  ok   403  403
GET  directives:assignment-reject    reported-duty    in   404  403  403  403  ok   403  403
POST directives:assignment-reject    reported-duty    in   404  403  403  403  ok   403  403
GET  directives:assignment-grant     excuse-duty      in   404  403  403  403  ok   403  403
POST directives:assignment-grant     excuse-duty      in   404  403  403  403  ok   403  403
GET  directives:assignment-keep      excuse-duty      in   404  403  403  403  ok   403  403
POST directives:assignment-keep      excuse-duty      in   404  403  403  403  ok   403  403
GET  directives:assignment-cancel    new-duty         in   404  403  403  403  ok   403  403
POST directives:assignment-cancel    new-duty         in   404  403  403  403  ok   403  403
GET  directives:assignment-report    plan-duty        in   404  403  403  403  403  403  403
GET  directives:assignment-obstacle  new-duty         in   404  ok   ok   403  403  403  403
POST directives:assignment-obstacle  new-duty         in   404  ok   ok   403  403  403  403
GET  directives:obstacle-solve       obstacle         in   404  ok   ok   403  ok   403  403
POST directives:obstacle-solve       obstacle         in   404  ok   ok   403  ok   403  403
GET  directives:task-list            -                in   ok   ok   ok   ok   ok   ok   ok
GET  directives:extension            task             in   404  ok   ok   ok   ok   ok   ok
POST directives:extension            task             in   404  ok   ok   403  403  403  403
GET  directives:extension            draft-task       in   404  ok   ok   ok   404  404  ok
POST directives:extension            draft-task       in   404  403  403  403  404  404  403
GET  directives:extension-decide     extension        in   404  403  403  403  ok   403  403
POST directives:extension-decide     extension        in   404  403  403  403  ok   403  403
GET  directives:nudge                -                in   404  404  ok   404  ok   404  404
POST directives:nudge                -                in   404  404  ok   404  ok   404  404
GET  directives:nudge-detail         nudge            in   404  404  404  404  ok   ok   404
GET  directives:task                 task             in   404  ok   ok   ok   ok   ok   ok
GET  directives:task                 draft-task       in   404  ok   ok   ok   404  404  ok
GET  directives:task                 issued-task      in   404  ok   ok   ok   ok   ok   ok
GET  directives:calendar             -                in   ok   ok   ok   ok   ok   ok   ok
GET  directives:calendar-address     -                in   ok   ok   ok   ok   ok   ok   ok
POST directives:calendar-address     -                in   ok   ok   ok   ok   ok   ok   ok
GET  directives:calendar-feed        calendar         ok   ok   ok   ok   ok   ok   ok   ok
GET  directives:calendar-feed        revoked-calendar 404  404  404  404  404  404  404  404
GET  directives:board                -                in   ok   ok   ok   ok   ok   ok   ok
GET  directives:board-unit           tan-ky           in   404  ok   ok   ok   ok   ok   ok
GET  directives:board-unit           board            in   404  404  404  404  ok   ok   404
GET  directives:board-xlsx           -                in   ok   ok   ok   ok   ok   ok   ok
GET  directives:heat                 -                in   ok   ok   ok   ok   ok   ok   ok
GET  directives:timeline             -                in   ok   ok   ok   ok   ok   ok   ok
GET  directives:board-unit-xlsx      tan-ky           in   404  ok   ok   ok   ok   ok   ok
GET  directives:board-unit-xlsx      board            in   404  404  404  404  ok   ok   404
GET  directives:heat-unit            tan-ky           in   404  ok   ok   ok   ok   ok   ok
GET  directives:heat-unit            board            in   404  404  404  404  ok   ok   404
GET  directives:timeline-unit        tan-ky           in   404  ok   ok   ok   ok   ok   ok
GET  directives:timeline-unit        board            in   404  404  404  404  ok   ok   404
# Reports
GET  reports:list                    -                in   ok   ok   ok   ok   ok   ok   ok
GET  reports:open                    report           in   404  away away 403  404  404  403
POST reports:open                    report           in   404  ok   ok   403  404  404  403
GET  reports:detail                  report           in   404  ok   ok   ok   404  404  ok
POST reports:detail                  report           in   404  ok   ok   403  404  404  403
GET  reports:detail                  sent-report      in   404  ok   ok   ok   ok   look ok
GET  reports:detail                  locked-report    in   404  ok   ok   ok   404  404  ok
POST reports:detail                  sent-report      in   404  ok   ok   403  403  403  403
GET  reports:detail                  returned-report  in   404  ok   ok   ok   ok   look ok
GET  reports:detail                  accepted-report  in   404  ok   ok   ok   ok   look ok
POST reports:evidence-add            report           in   404  ok   ok   403  404  404  403
POST reports:evidence-add            sent-report      in   404  ok   ok   403  403  403  403
GET  reports:evidence                report           in   404  ok   ok   ok   404  404  ok
GET  reports:evidence                sent-report      in   404  ok   ok   ok   ok   look ok
POST reports:evidence-remove         report           in   404  ok   ok   403  404  404  403
POST reports:take-sums               report           in   404  ok   ok   403  404  404  403
GET  reports:submit                  report           in   404  ok   ok   403  404  404  403
POST reports:submit                  report           in   404  ok   ok   403  404  404  403
GET  reports:submit                  sent-report      in   404  away away 403  403  403  403
GET  reports:receipt                 report           in   404  404  404  404  404  404  404
GET  reports:receipt                 sent-report      in   404  ok   ok   ok   ok   ok   ok
POST reports:accept                  sent-report      in   404  403  403  403  ok   403  403
GET  reports:return                  sent-report      in   404  403  403  403  ok   403  403
POST reports:return                  sent-report      in   404  403  403  403  ok   403  403
GET  reports:outside                 report           in   404  ok   ok   403  404  404  403
POST reports:outside                 report           in   404  ok   ok   403  404  404  403
GET  reports:reopen                  locked-report    in   404  away away 403  404  404  403
POST reports:reopen                  locked-report    in   404  ok   ok   403  404  404  403
GET  reports:reopening               reopening        in   404  404  404  404  ok   404  404
POST reports:reopening               reopening        in   404  404  404  404  ok   404  404
GET  reports:roll-up                 sent-directive   in   404  ok   ok   404  ok   ok   404
POST reports:roll-up-paper           sent-directive   in   404  ok   ok   404  ok   404  404
GET  reports:admin-indicators        -                in   404  404  404  404  404  404  ok
POST reports:admin-indicators        -                in   404  404  404  404  404  404  403
"""

# What holds for every office is the matter of an administrator above the commune: these, and all
# that the commune's administrator may do, are open to one of the People's Committee of the city.
OF_THE_CITY = (
    ("GET", "activity:jobs", "-"),
    ("POST", "activity:job-retry", "failed-job"),
    ("POST", "units:admin-days", "-"),
    ("GET", "documents:admin-authorities", "-"),
    ("POST", "documents:admin-authorities", "-"),
    ("GET", "documents:admin-revocations", "-"),
    ("POST", "documents:admin-revocations", "-"),
    ("POST", "reports:admin-indicators", "-"),
    ("GET", "units:admin-unit", "tan-ky"),
    ("GET", "units:admin-person", "mai"),
)


@dataclass(frozen=True)
class Row:
    """One line of the table: what each person of `PEOPLE` gets."""

    method: str
    name: str
    place: str
    cells: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.method} {self.name} {self.place}"


def _row(line: str) -> Row:
    method, name, place, *cells = line.split()
    assert len(cells) == len(PEOPLE), line
    return Row(method, name, place, tuple(cells))


ROWS = [_row(line) for line in TABLE.splitlines() if line and not line.startswith("#")]
