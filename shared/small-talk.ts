/**
 * Small talk in the languages of the product, as sets of words. A message is small talk when every word of it is: one
 * word that says something makes it a message like others.
 */
const words = (text: string) => new Set(text.split(/\s+/))

const GREETING = words(`
  hello hi hey hiya welcome greetings good morning afternoon evening day dear there
  привет здравствуйте здравствуй приветствую добрый доброе доброго день утро вечер дня утра вечера
  привіт вітаю вітаємо добридень ранок ранку вечір вечора`)

const PATIENCE = words(`
  one a just moment moments minute min second sec seconds please wait hold on hang bear with me i'll i’ll will be i am
  right you back in for let check have look looking checking into it this that now ok okay shortly soon
  секунду секундочку минуту минутку минуточку момент одну один подождите пожалуйста сейчас посмотрю уточню проверю узнаю вам для вас
  хвилину хвилинку хвилиночку зачекайте почекайте будь ласка зараз подивлюся подивлюсь перевірю дізнаюся дізнаюсь`)

/** Without one of these a message greets nobody and asks nobody to wait: "Right" is an answer. */
const HOLLOW = words(`
  i'll i’ll soon shortly hello hi hey hiya welcome greetings morning afternoon evening moment moments minute min second sec seconds wait hold checking looking check look
  привет здравствуйте здравствуй приветствую день утро вечер дня утра вечера секунду секундочку минуту минутку минуточку момент
  подождите посмотрю уточню проверю узнаю сейчас
  привіт вітаю вітаємо добридень ранок ранку вечір вечора хвилину хвилинку хвилиночку зачекайте почекайте подивлюся подивлюсь
  перевірю дізнаюся дізнаюсь зараз`)

const GRATITUDE = words(`
  thank thanks thx ty cheers you very so much a lot many great perfect ok okay got it all good wonderful lovely super cool nice fine
  bye goodbye that is that's that’s and for your the help
  спасибо спс благодарю большое огромное вам отлично хорошо понятно понял поняла ок супер до свидания за помощь все всё и
  дякую дуже вдячний вдячна щиро добре зрозуміло зрозумів зрозуміла чудово гаразд побачення бувайте допомогу і`)

/** Without one of these, what looks like thanks is only agreement, which may want an answer. */
const GRATEFUL = words("thank thanks thx ty cheers спасибо спс благодарю дякую вдячний вдячна")

/** Beyond so many words somebody has said something. */
const MOST_WORDS = 12
const LONGEST = 200

/** Whether a reply is hollow: a greeting or a request for patience and nothing else, such as "Hello, one moment". */
export function isGreeting(text: string): boolean {
  if (!/[\p{L}\p{N}]/u.test(text.slice(0, LONGEST))) return text.length <= LONGEST
  return isOnly(text, (word) => GREETING.has(word) || PATIENCE.has(word), HOLLOW)
}

/** Whether a visitor's message only thanks, and so asks nothing: "Thanks!", "Дякую, все зрозуміло". */
export function isThanks(text: string): boolean {
  return isOnly(text, (word) => GRATITUDE.has(word), GRATEFUL)
}

type Word = { word: string; name: boolean }

function isOnly(text: string, fits: (word: string) => boolean, needed: ReadonlySet<string>): boolean {
  // A question, a number or a link says something, however politely.
  if (text.length > LONGEST || /[?\d/@]/.test(text)) return false
  const said = wordsOf(text)
  if (said.length > MOST_WORDS || !said.some(({ word }) => needed.has(word))) return false
  return said.every(({ word, name }) => name || fits(word))
}

/** The words of a text; one with a capital inside a sentence is somebody's name. */
function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}'’]+/gu)].map(({ 0: word, index }) => {
    const begins = /(^|[.!…]\s*)$/.test(text.slice(0, index).trimEnd())
    return { word: word.toLowerCase(), name: !begins && word.length > 1 && /^\p{Lu}\p{Ll}/u.test(word) }
  })
}
