// What is typed goes to the server every few seconds, as the typist's own and unsaved; the answer says who
// else has the report open.

const KEEP = 4000      // ms between two looks at what was typed
const SAY_OPEN = 20000 // ms between two words that the form is still open
const { typingUrl, report } = document.querySelector("[data-typing-url]")?.dataset ?? {}
const form = document.querySelector("#report_form")
const keys = form?.elements.typing_key // its data say whether the form came back with something typed

let kept, said = Date.now(), sent = false, touched = false, running

function typed() {
    const left = ["csrfmiddlewaretoken", "_save", "_continue", "_addanother"]
    return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !left.includes(name))
}

async function send(data, { leaves = false } = {}) {
    running = leaves ? undefined : new AbortController()
    said = Date.now()
    const answer = await fetch(typingUrl, {
        method: "POST",
        keepalive: leaves,
        signal: running?.signal,
        headers: {
            "Content-Type": "application/json",
            "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value,
        },
        body: JSON.stringify({
            report, data, leaves, key: keys.value, seen: form.elements.seen?.value,
        }),
    })
    if (!answer.ok) throw new Error(answer.statusText)
    return answer.json()
}

function tell({ notes }) {
    const list = document.querySelector("#notes")
    list.replaceChildren(...notes.map(note => Object.assign(document.createElement("li"), { textContent: note })))
    list.hidden = !notes.length
}

async function look() {
    const data = typed(), now = JSON.stringify(data)
    const changed = now !== kept
    if (sent || !changed && Date.now() - said < SAY_OPEN) return
    const state = document.querySelector("#kept")
    try {
        tell(await send(changed ? data : null))
        kept = now
        if (changed) state.textContent = state.dataset.kept
    } catch (error) {
        if (error.name !== "AbortError") state.textContent = state.dataset.lost
    }
}

async function go() {
    for (;;) {
        await new Promise(resolve => setTimeout(resolve, KEEP))
        await look()
    }
}

if (keys && typingUrl) {
    // The editor and the fields of tags fill in their own values first; who is quicker than they is heard, too.
    form.addEventListener("input", () => { touched = true })
    window.addEventListener("load", () => setTimeout(() => {
        kept = keys.dataset.typed || touched ? "" : JSON.stringify(typed())
        go()
    }, 300))
    form.addEventListener("submit", () => { sent = true; running?.abort() })
    window.addEventListener("pageshow", () => { sent = false })
    window.addEventListener("pagehide", () => {
        const data = typed()
        const unkept = !sent && (kept === undefined ? touched : JSON.stringify(data) !== kept)
        send(unkept ? data : null, { leaves: true }).catch(() => undefined)
    })
}
