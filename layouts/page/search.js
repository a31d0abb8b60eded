// The search page: asks Pagefind's indexes, which lie in folders by language and years, and draws what they answer.
{
const form = document.querySelector("form.search"), fields = form.elements, words = form.dataset
const list = document.querySelector(".results"), more = document.querySelector(".more"), status = document.querySelector(".found span")
const needs = document.querySelector(".needs")
const NAMES = ["year", "topic", "speaker"], SHOWN = 10, EXCERPT = 30, TYPING_MS = 250
const language = document.documentElement.lang, engines = new Map()
const labels = { year: new Map(), topic: new Map(), speaker: new Map() } // what people read, by what is asked for
const here = address => new URL(words.root + address, document.baseURI).href
let asked = 0, left = []

// --- indexes

async function facetsOf(folder) {
  const { topics, speakers, releases } = await (await fetch(here(folder) + "facets.json", { cache: "no-cache" })).json()
  const found = Object.entries(releases).map(([id, [date, its, who]]) =>
    [id, { id, folder, date, year: [date.slice(0, 4)], topic: its.map(at => topics[at][0]), speaker: who.map(at => speakers[at][0]) }])
  return { topic: topics, speaker: speakers, found }
}

async function opened(option) {
  const [first, ...others] = option.dataset.folders.split(" "), folders = [first, ...others]
  const pagefind = await import(here(first) + "pagefind.js")
  await pagefind.options({ noWorker: true, excerptLength: EXCERPT })
  await pagefind.init()
  const facets = Promise.all(folders.map(facetsOf))
  await Promise.all(others.map(folder => pagefind.mergeIndex(here(folder), { excerptLength: EXCERPT })))
  const parts = await facets // the newest first: that names what older ones spell otherwise
  for (const part of parts) for (const name of ["topic", "speaker"]) for (const [key, label] of part[name]) if (!labels[name].has(key)) labels[name].set(key, label)
  return { pagefind, facets: new Map(parts.flatMap(part => part.found)), code: option.value }
}

function engineOf(option) {
  if (!engines.has(option.value)) engines.set(option.value, opened(option))
  return engines.get(option.value)
}

function chosenEngines() {
  const options = [...fields.language.options].filter(option => option.dataset.folders)
  const chosen = options.filter(option => [option.value, "all"].includes(fields.language.value))
  return Promise.all((chosen.length ? chosen : options).map(engineOf))
}

// --- questions

const straight = text => text.trim().replace(/[„“”«»]/g, '"')
const withUmlauts = text => text.replace(/ae/gi, "ä").replace(/oe/gi, "ö").replace(/ue/gi, "ü").replace(/ss/gi, "ß")

async function answersOf({ pagefind, facets, code }, text) {
  if (!text) return [...facets.values()].map(found => ({ code, ...found })) // Pagefind would load all of the index
  const { results } = await pagefind.search(text)
  return results.flatMap(hit => facets.has(hit.id) ? [{ hit, code, ...facets.get(hit.id) }] : [])
}

async function allAnswers(text) {
  const found = (await Promise.all((await chosenEngines()).map(engine => answersOf(engine, text)))).flat()
  const newest = (one, other) => other.date.localeCompare(one.date)
  return found.sort(text && !fields.order.value ? (one, other) => other.hit.score - one.hit.score : newest)
}

const passes = (answer, names) => names.every(name => !fields[name].value || answer[name].includes(fields[name].value))

function fill(name, answers) {
  const counts = new Map(), select = fields[name], value = select.value
  const others = NAMES.filter(other => other !== name)
  for (const answer of answers) if (passes(answer, others)) for (const key of answer[name]) counts.set(key, (counts.get(key) || 0) + 1)
  if (value && !counts.has(value)) counts.set(value, 0)
  const said = key => labels[name].get(key) ?? key
  const keys = [...counts.keys()].sort((one, other) => name === "year" ? other - one : said(one).localeCompare(said(other), language))
  const options = keys.map(key => new Option(`${said(key)} (${counts.get(key)})`, key, false, key === value))
  select.replaceChildren(select.options[0], ...options)
  select.value = value
}

// --- drawing

function element(name, className, content = "") {
  const made = document.createElement(name)
  made.className = className
  made.append(content)
  return made
}

function excerptOf(html) {
  const plain = text => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">")
  const drawn = element("p", "excerpt")
  html.split(/<mark>(.*?)<\/mark>/s).forEach((part, at) => drawn.append(at % 2 ? element("mark", "", plain(part)) : plain(part)))
  return drawn
}

function dated(date) {
  const time = element("time", "", new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(date)))
  time.dateTime = date
  return element("p", "label", time)
}

async function unasked({ folder, id }) {
  const packed = (await fetch(`${here(folder)}fragment/${id}.pf_fragment`)).body.pipeThrough(new DecompressionStream("gzip"))
  const { url, meta, content } = JSON.parse((await new Response(packed).text()).replace("pagefind_dcd", ""))
  const words = content.split(/\s+/)
  return { raw_url: url, meta, excerpt: words.slice(0, EXCERPT).join(" ") + (words.length > EXCERPT ? " …" : "") }
}

async function drawnOf(answer) {
  const { hit, code, date } = answer
  const { raw_url, meta, excerpt } = await (hit ? hit.data() : unasked(answer))
  const item = element("li", "row entry"), matter = element("div", "matter"), link = element("a", "", meta.title)
  link.href = words.root + raw_url
  item.lang = code
  if (meta.kicker) matter.append(element("p", "kicker", meta.kicker))
  matter.append(element("h2", "", link), excerptOf(excerpt))
  item.append(dated(date), matter)
  return item
}

async function show(mine) {
  const items = await Promise.all(left.slice(0, SHOWN).map(drawnOf))
  if (mine !== asked) return
  left = left.slice(SHOWN)
  list.append(...items)
  more.hidden = !left.length
  return items[0]
}

function say(count, text, also) {
  const number = new Intl.NumberFormat(language).format(count)
  const none = text ? words.none.replace("{query}", () => text) : words.noneChosen
  status.textContent = (!count ? none : (count === 1 ? words.one : words.many).replace("{count}", number)) + (also ? " " + words.also.replace("{query}", () => also) : "")
}

async function search() {
  const mine = ++asked, text = straight(fields.q.value)
  list.ariaBusy = "true"
  if (!engines.size) status.textContent = words.loading
  let answers = await allAnswers(text), also = ""
  if (!answers.length && withUmlauts(text) !== text) {
    answers = await allAnswers(withUmlauts(text))
    also = answers.length ? withUmlauts(text) : ""
  }
  if (mine !== asked) return
  NAMES.forEach(name => fill(name, answers))
  const isAsked = text || NAMES.some(name => fields[name].value)
  left = isAsked ? answers.filter(answer => passes(answer, NAMES)) : []
  list.replaceChildren()
  more.hidden = true
  if (isAsked) say(left.length, text, also)
  else status.textContent = ""
  await show(mine)
  if (mine === asked) list.ariaBusy = "false"
}

// --- what is asked stands in the address

const DEFAULTS = { language: fields.language.value }

function address() {
  const asked = [...new FormData(form)].filter(([name, value]) => value.trim() && value !== DEFAULTS[name])
  return location.pathname + (asked.length ? "?" + new URLSearchParams(asked) : "")
}

function read() {
  const asked = new URLSearchParams(location.search)
  for (const field of form.querySelectorAll("[name]")) {
    const value = asked.get(field.name) ?? DEFAULTS[field.name] ?? ""
    if (NAMES.includes(field.name) && value && ![...field.options].some(option => option.value === value)) field.append(new Option(value, value))
    field.value = value
  }
}

const answered = () => search().catch(error => {
  console.error(error)
  form.hidden = true
  needs.hidden = false
  status.textContent = ""
})

function ask(keep) {
  if (address() !== location.pathname + location.search) history[keep ? "pushState" : "replaceState"](null, "", address())
  return answered()
}

if (location.protocol !== "file:") {
  let typing
  form.hidden = false
  needs.hidden = true
  form.addEventListener("submit", event => { event.preventDefault(); clearTimeout(typing); ask(true) })
  form.addEventListener("change", event => { if (event.target.name !== "q") ask(true) })
  fields.q.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(ask, TYPING_MS) })
  more.addEventListener("click", async () => (await show(asked))?.querySelector("a").focus())
  addEventListener("popstate", () => { read(); answered() })
  read()
  answered()
}
}
