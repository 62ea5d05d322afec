/** Words that make a greeting, a request for patience or a thank-you, in the languages of the product. */
const GREETINGS = [
  [
    "hello",
    "hi",
    "hey",
    "hiya",
    "greetings",
    "welcome",
    "there",
    "good",
    "morning",
    "afternoon",
    "evening",
    "day",
    "dear",
  ],
  [
    "привет",
    "здравствуйте",
    "здравствуй",
    "приветствую",
    "добрый",
    "доброе",
    "доброго",
    "день",
    "утро",
    "вечер",
    "дня",
  ],
  ["привіт", "вітаю", "вітаємо", "добрий", "доброго", "добридень", "день", "ранку", "ранок", "вечір", "вечора", "дня"],
].flat()
const PATIENCE = [
  [
    "one",
    "a",
    "an",
    "just",
    "moment",
    "moments",
    "minute",
    "min",
    "mins",
    "second",
    "sec",
    "seconds",
    "please",
    "wait",
    "hold",
    "on",
  ],
  [
    "hang",
    "bear",
    "with",
    "me",
    "us",
    "i",
    "am",
    "im",
    "i'm",
    "i’m",
    "will",
    "i'll",
    "i’ll",
    "be",
    "right",
    "you",
    "back",
    "in",
    "for",
  ],
  [
    "let",
    "check",
    "have",
    "look",
    "looking",
    "checking",
    "into",
    "it",
    "this",
    "that",
    "now",
    "ok",
    "okay",
    "sure",
    "shortly",
    "soon",
  ],
  [
    "секунду",
    "секундочку",
    "минуту",
    "минутку",
    "минуточку",
    "момент",
    "одну",
    "один",
    "подождите",
    "пожалуйста",
    "сейчас",
  ],
  ["сейчас", "посмотрю", "уточню", "проверю", "узнаю", "я", "вам", "для", "вас", "хорошо", "ок", "так", "да"],
  [
    "секунду",
    "секундочку",
    "хвилину",
    "хвилинку",
    "хвилиночку",
    "момент",
    "одну",
    "зачекайте",
    "почекайте",
    "будь",
    "ласка",
  ],
  ["зараз", "подивлюся", "подивлюсь", "уточню", "перевірю", "дізнаюся", "дізнаюсь", "вам", "для", "добре", "гаразд"],
].flat()
const THANKS = [
  [
    "thank",
    "thanks",
    "thx",
    "ty",
    "cheers",
    "you",
    "very",
    "so",
    "much",
    "a",
    "lot",
    "many",
    "great",
    "perfect",
    "ok",
    "okay",
  ],
  [
    "got",
    "it",
    "all",
    "good",
    "wonderful",
    "lovely",
    "super",
    "cool",
    "nice",
    "fine",
    "bye",
    "goodbye",
    "that",
    "is",
    "that's",
    "that’s",
  ],
  [
    "спасибо",
    "спс",
    "благодарю",
    "большое",
    "огромное",
    "вам",
    "отлично",
    "хорошо",
    "понятно",
    "понял",
    "поняла",
    "ок",
    "супер",
  ],
  [
    "до",
    "свидания",
    "дякую",
    "дуже",
    "вдячний",
    "вдячна",
    "щиро",
    "добре",
    "зрозуміло",
    "зрозумів",
    "зрозуміла",
    "чудово",
    "супер",
  ],
  ["гаразд", "побачення", "бувайте"],
].flat()
/** Without one of these, what looks like thanks is only agreement, which may want an answer. */
const GRATEFUL = ["thank", "thanks", "thx", "ty", "cheers", "спасибо", "спс", "благодарю", "дякую", "вдячний", "вдячна"]

/** A hollow message is short: beyond so many words somebody has said something. */
const MOST_WORDS = 12

/** Whether a reply is hollow: a greeting or a request for patience and nothing else, such as "Hello, one moment". */
export function isGreeting(text: string): boolean {
  return isOnly(text, HOLLOW)
}

/** Whether a visitor's message only thanks, and so asks nothing: "Thanks!", "Дякую, все зрозуміло". */
export function isThanks(text: string): boolean {
  return isOnly(text, GRATITUDE) && wordsOf(text).some((word) => GRATEFUL.includes(word))
}

const HOLLOW = new Set([...GREETINGS, ...PATIENCE])
const GRATITUDE = new Set([
  ...THANKS,
  "все",
  "всё",
  "і",
  "и",
  "and",
  "for",
  "your",
  "the",
  "help",
  "за",
  "помощь",
  "допомогу",
])

function isOnly(text: string, words: ReadonlySet<string>): boolean {
  // A question, a number or a link says something, however politely.
  if (/[?\d/@]/.test(text)) return false
  const said = wordsOf(text)
  return said.length <= MOST_WORDS && said.every((word) => words.has(word) || isName(word, text))
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}'’]+/gu) ?? []

/** Whoever is greeted may be called by name: one word with a capital inside a sentence. */
function isName(word: string, text: string): boolean {
  const at = text.toLowerCase().indexOf(word)
  const before = text.slice(0, at).trimEnd()
  const capital = text.charAt(at)
  return before !== "" && !/[.!]$/.test(before) && capital !== capital.toLowerCase()
}
