//! The table of a run of all cases.

use yew::prelude::*;

use crate::ui::act::use_act;
use crate::ui::controls::CopyButton;
use crate::ui::shared::Shared;
use crate::ui::state::open::cases::{Case, CaseResult, CaseRow, title};
use crate::ui::state::{Action, CaseRun, CaseStep, Target};
use crate::ui::veil::{self, use_veil};
use exchange::delivery::Tampering;
use exchange::reply::Tone;

/// See [`CaseTable`].
#[derive(Properties, PartialEq)]
pub struct CaseTableProps {
    pub run: Shared<CaseRun>,
    /// Whether the delivery was changed since.
    pub outdated: bool,
}

/// Each case with the answer that is due, the receiver's answer and the verdict.
#[component]
pub fn CaseTable(props: &CaseTableProps) -> Html {
    let act = use_act();
    let run = &props.run;
    let choose = act.reform(Action::Tamper);
    let close = Callback::from(move |_: MouseEvent| act.emit(Action::Cases(CaseStep::Close)));
    let veil = use_veil();
    // A receiver may repeat a secret in its answer, which a row quotes.
    let holds = veil.holds(&run.markdown(), false);
    let text = {
        let run = run.clone();
        Callback::from(move |()| veil.copy_of(&run.markdown(), &[]))
    };
    let state = match run.is_running() {
        true => "Running".to_owned(),
        false => run.summary(),
    };
    html! {
        <section class="case-run" aria-labelledby="case-run-title">
            <div class="case-run-head">
                <h2 id="case-run-title">{ "All cases" }</h2>
                <span class="case-run-state">{ state }</span>
                if !run.is_running() {
                    <CopyButton {text} what="the table as Markdown" {holds} />
                    <button type="button" class="quiet" data-part="close-cases" onclick={close}>{ "Close" }</button>
                }
            </div>
            <p class="help">
                if run.target == Target::Sandbox {
                    { "Answered by the sandbox, which verifies as the documentation says." }
                } else {
                    { "Sent to " }{ veil::words(&run.url) }{ "." }
                }
                if props.outdated {
                    { " The delivery has changed since. Run the cases again for new results." }
                }
            </p>
            <div class="case-scroll" tabindex="0" role="region" aria-labelledby="case-run-title">
                <table data-part="cases" aria-busy={run.is_running().to_string()}>
                    <thead>
                        <tr>
                            <th scope="col">{ "Case" }</th>
                            <th scope="col">{ "Expected" }</th>
                            <th scope="col">{ "Actual" }</th>
                            <th scope="col">{ "Verdict" }</th>
                        </tr>
                    </thead>
                    <tbody>{ for run.rows.iter().map(|one| row(one, &choose)) }</tbody>
                </table>
            </div>
        </section>
    }
}

/// A case, whose name chooses it in the workbench.
fn row(row: &CaseRow, choose: &Callback<Case>) -> Html {
    let (verdict, tone) = row.verdict();
    let (class, mark) = match tone {
        Tone::Good => ("good", "✓ "),
        Tone::Bad => ("bad", "✕ "),
        Tone::Careful => ("careful", "! "),
        Tone::Plain => ("plain", ""),
    };
    let state = match &row.result {
        CaseResult::Waiting => "waiting",
        CaseResult::Inapplicable(_) => "inapplicable",
        CaseResult::Blocked(_) => "blocked",
        CaseResult::Sending(_) => "sending",
        CaseResult::Replied { outcome, .. } => outcome.word(),
        CaseResult::Failed => "failed",
        CaseResult::Stopped => "stopped",
    };
    // An answer that is as it must be needs no explanation.
    let reason = match tone {
        Tone::Good => "",
        _ => row.reason(),
    };
    let word = row.case.map_or("", Tampering::word);
    let case = row.case;
    let name = match row.result {
        CaseResult::Inapplicable(_) => title(case).into(),
        _ => html! {
            <button type="button" class="link" onclick={choose.reform(move |_: MouseEvent| case)}>
                { title(case) }
            </button>
        },
    };
    html! {
        <tr data-case={word} data-result={state} key={word}>
            <th scope="row">
                { name }
                if !reason.is_empty() {
                    <span class="case-reason">{ veil::words(reason) }</span>
                }
            </th>
            <td>{ row.due() }</td>
            <td>{ veil::words(&row.actual()) }</td>
            <td class={classes!("case-verdict", class)}>
                if !mark.is_empty() && !verdict.is_empty() {
                    <span aria-hidden="true">{ mark }</span>
                }
                { verdict }
            </td>
        </tr>
    }
}
