import { answers, asks, type Dialogue, notes } from "./dialogue"

export const BOOKS = ["The Salt Almanac", "Letters from the Orchard", "The Ferryman’s Table", "The Small Atlas of Wind"]
export const CITIES = ["Leeds", "Glasgow", "Dublin", "Bristol", "Utrecht", "Oslo", "Lisbon", "Kraków"]

export const ENGLISH: readonly Dialogue[] = [
  {
    page: "pricing",
    begins: [
      "Hi, if I join as a Night Owl today, when does the first book come?",
      "When would I get my first Night Owl book if I sign up this week?",
    ],
    goesOn: [
      answers("Hello! Join before Thursday noon and it leaves on Friday, so it is with you by Tuesday."),
      asks("And how do you know what I like?"),
      answers(
        "You name the last three books you could not put down, and one you could. A person reads that, not a program.",
      ),
      asks("Lovely. I’ll do that tonight."),
    ],
  },
  {
    page: "pricing",
    begins: [
      "Can I pause membership over the summer? We are away for two months.",
      "Is it possible to pause for a month or two and keep the price?",
    ],
    goesOn: [
      answers("Yes. Tell us here in one line and nothing is taken while you are away; the price stays as it is."),
      asks("That settles it, thank you"),
    ],
  },
  {
    page: "pricing",
    begins: [
      "I was charged £18 twice this month. What is going on?",
      "My card shows two payments of £18 on the same day. I only have one membership!!",
    ],
    goesOn: [
      answers("That should not have happened. I have found both payments and sent the second one back just now."),
      answers("It is £18 and takes two to three working days to appear. I am sorry for the scare."),
      notes(
        "Charged twice because the first payment timed out at the bank. Refunded; told Ana, third time this month.",
      ),
      asks("Ok. Thanks for being quick about it"),
    ],
  },
  {
    page: "pricing",
    begins: [
      "Do schools really pay half? We are a primary in {city} with about 200 children.",
      "We’d like a Patron membership for our school library in {city}. Is there an invoice?",
    ],
    goesOn: [
      answers(
        "They do: £22.50 a month for a Patron membership, and we send one invoice a year. Whom shall I put on it?",
      ),
      asks("Our business manager. I’ll send the details by e-mail. Is shop@ right?"),
      answers("It is. I will look out for it and answer today."),
      notes("School, wants a yearly invoice. Promised an answer today."),
    ],
  },
  {
    page: "books",
    begins: [
      "Is {book} in stock? I’d come by this afternoon.",
      "Hello, do you have {book} in the shop today?",
      "Could you put a copy of {book} aside for me?",
    ],
    goesOn: [
      answers("We have it. I have put one copy behind the counter for you until Sunday evening. Under which name?"),
      asks("Just the one from this chat please. See you later!"),
      answers("Done. Say the name and it is yours."),
    ],
  },
  {
    page: "books",
    begins: [
      "Where is my order {order}? It said Monday and it’s not here.",
      "Order {order} has been “on its way” for six days now.",
    ],
    goesOn: [
      answers(
        "I have it in front of me: it is in {city} and the carrier tried the door yesterday at 16:10. Shall I have it left with a neighbour?",
      ),
      asks("Nobody rang. But yes, number 14 please."),
      answers(
        "Number 14 it is, tomorrow between 9 and 13. If it is not there by 13:00 I will send another copy the same day.",
      ),
      notes(
        "Carrier says nobody was home, the customer disagrees. If it fails tomorrow, send a new copy, no discussion.",
      ),
      asks("Fair enough, thanks"),
    ],
  },
  {
    page: "books",
    begins: [
      "My copy of {book} has pages 97–112 twice and then jumps to 129.",
      "There is a misprint in {book}: a whole gathering is bound in twice.",
    ],
    goesOn: [
      answers(
        "Oh no, a binder’s slip. A good copy leaves this afternoon; please keep the odd one, it will be worth something.",
      ),
      asks("Ha, thank you. My address is still the same"),
      answers("Then you will have it on Thursday. No need to send anything back."),
    ],
  },
  {
    page: "books",
    begins: [
      "What would you give a 13-year-old who has read all of Pratchett?",
      "I need a present for somebody who says they don’t read. Any idea?",
    ],
    goesOn: [
      answers("How Cities Sleep: maps, night buses, very short chapters. Nobody has brought one back yet."),
      asks("Can you wrap it?"),
      answers("With pleasure, and we write the card by hand if you tell me the words."),
      asks("“Read the chapter about the bakery first.” That’s all."),
      answers("Written down. It will be on the counter from 4 o’clock."),
    ],
  },
  {
    page: "books",
    begins: [
      "Do you buy second-hand books? I have about four boxes from my aunt.",
      "Would you look at a small collection of 1960s paperbacks?",
    ],
    goesOn: [
      answers(
        "We do, on Tuesdays and Wednesdays until five. Bring a box first, or send me three photographs of the spines.",
      ),
      asks("I’ll come Wednesday."),
    ],
  },
  {
    page: "contacts",
    begins: [
      "Is the reading room step-free? I use a wheelchair.",
      "Is there a lift to the reading room for Thursday’s evening?",
    ],
    goesOn: [
      answers(
        "There is a lift behind the blue door, 80 cm wide, and two places without chairs by the stage. Shall I keep one for you?",
      ),
      asks("Yes please, for Thursday."),
      answers("Kept, with one chair beside it for whoever comes with you."),
    ],
  },
  {
    page: "contacts",
    begins: ["Are you open on Monday 28th? It’s a bank holiday", "What are your hours between Christmas and New Year?"],
    goesOn: [
      answers("We are open from the 27th to the 30th, 10 to 17, and closed on the 31st. Mondays stay closed."),
      asks("Perfect"),
    ],
  },
  {
    page: "contacts",
    begins: [
      "Who do I talk to about a reading? My first novel is out in March.",
      "I’d love to launch my poetry book at yours. Whom should I write to?",
    ],
    goesOn: [
      answers("To Tomás, and you have found him. Which week in March, and how many people would you bring?"),
      asks("The second week, perhaps 25."),
      answers("Wednesday the 10th is free. I will hold it until Friday for you."),
      notes("Holding Wed 10 March until Friday, 25 people."),
      asks("Holding my breath too. I’ll confirm tomorrow."),
    ],
  },
  {
    page: "pricing",
    begins: [
      "How long does the manuscript reading take at the moment?",
      "I’d like to send a manuscript (310 pages). Is it still £180 and three weeks?",
    ],
    goesOn: [
      answers("Three weeks, and £180 whatever the length. Which kind of book is it?"),
      asks("A family novel, partly in letters."),
      answers("Then Ada will want it. Send it to press@nightingale.example and you have her notes by the 18th."),
      asks("On its way."),
    ],
  },
  {
    page: "pricing",
    begins: [
      "Can a Reader bring a friend to the evenings?",
      "Is the reading room free for my partner too if I’m a Reader?",
    ],
    goesOn: [
      answers(
        "A friend pays £4 at the door, and nothing if it rains. We made that rule one November and never took it back.",
      ),
    ],
  },
  {
    page: "pricing",
    begins: ["How much is delivery to {city}?", "Do you send Night Owl books to {city}?"],
    goesOn: [
      answers("To {city} it is £4 a parcel, whatever is in it, and five to seven days."),
      asks("And customs?"),
      answers("We pay it. The price you see is the price you pay."),
    ],
  },
  {
    page: "books",
    begins: [
      "I think I left a green umbrella in the shop on Saturday",
      "Did anybody hand in a pair of glasses in a red case?",
    ],
    goesOn: [answers("We have it here at the counter, quite dry. Come by whenever you pass."), asks("You are angels")],
  },
]
