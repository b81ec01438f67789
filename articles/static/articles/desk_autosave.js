// Autosave: send the form to the server every few seconds as the account's own draft. The answer says who else
// has the report open.

const KEEP = 4000      // ms between two looks at what was typed
const SAY_OPEN = 20000 // ms between two heartbeats of an open form
const { autosaveUrl, report } = document.querySelector("[data-autosave-url]")?.dataset ?? {}
const form = document.querySelector("#report_form")
const keys = form?.elements.typing_key // its data say whether the form came back with something typed

let opened             // the fields as the form was opened, as JSON; undefined until the editor has filled them in
let kept               // the fields as the server has them
let lastSent = Date.now(), isSubmitted = false, isTouched = false, running

function fields() {
    const left = ["csrfmiddlewaretoken", "_save", "_continue", "_addanother"]
    return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !left.includes(name))
}

// Whether the form has unsaved changes.
export function isDirty() {
    if (!keys) return false
    return Boolean(keys.dataset.typed) || (opened === undefined ? isTouched : JSON.stringify(fields()) !== opened)
}

async function send(data, { keepalive = false, leaves = false } = {}) {
    running = keepalive ? undefined : new AbortController()
    lastSent = Date.now()
    const answer = await fetch(autosaveUrl, {
        method: "POST",
        keepalive,
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

async function look({ beats = false } = {}) {
    const data = fields(), now = JSON.stringify(data)
    const isChanged = now !== kept
    if (isSubmitted || !isChanged && !beats && Date.now() - lastSent < SAY_OPEN) return
    const state = document.querySelector("#kept")
    try {
        tell(await send(isChanged ? data : null))
        kept = now
        if (isChanged) state.textContent = state.dataset.kept
    } catch (error) {
        if (error.name !== "AbortError") state.textContent = state.dataset.lost
    }
}

async function go() {
    await look({ beats: true }) // opening the page says nothing to the server: the script does
    for (;;) {
        await new Promise(resolve => setTimeout(resolve, KEEP))
        await look()
    }
}

// Send the last changes when the page is left; it may be gone before the answer comes.
function flush(leaves) {
    const data = fields()
    const isUnkept = !isSubmitted && (kept === undefined ? isTouched : JSON.stringify(data) !== kept)
    send(isUnkept ? data : null, { keepalive: true, leaves }).catch(() => undefined)
}

if (keys && autosaveUrl) {
    // The editor and the tag fields set their own values on load; typing before that counts as well.
    form.addEventListener("input", () => { isTouched = true })
    window.addEventListener("load", () => setTimeout(() => {
        opened = JSON.stringify(fields())
        kept = keys.dataset.typed || isTouched ? "" : opened
        if (isTouched) opened = ""
        go()
    }, 300))
    form.addEventListener("submit", () => {
        running?.abort()
        flush(false) // where the save is refused, the draft has all of it
        isSubmitted = true
    })
    window.addEventListener("pageshow", ({ persisted }) => {
        isSubmitted = false
        // After the browser's back button: the save has closed the draft of the old key.
        if (persisted) keys.value = crypto.randomUUID().slice(0, 12)
    })
    window.addEventListener("pagehide", () => flush(true))
}
