/** The sentences of the reference that no schema can say. */

export const introduction = `# The protocol

How programs, pages and other servers talk to First Touch. This page is made from the schemas that the server itself checks
with (\`npm run docs\`), and a test compares the two: what stands here is what happens.

[Calls](#calls) · [Things](#things) · [Events](#events) · [Pushes](#pushes) · [Errors](#errors) · [The rules](#the-rules) ·
[HTTP addresses](#http-addresses) · [Settings](#settings)

## How to call

A **call** has a name, takes one object and gives one object. It can be made in two ways that cannot differ, because they go
through the same door:

\`\`\`js
// Socket.IO, namespace /visitor or /agent
socket.emit("message.send", { id: crypto.randomUUID(), body: "Is the atlas in stock?" }, (reply) => …)
\`\`\`

\`\`\`sh
# HTTP: always POST, the input as JSON
curl https://chat.example/api/message.send \\
  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\
  -d '{ "id": "0b5f0f5e-7d3e-4f7e-9a53-6c0b6f2c9d11", "body": "Is the atlas in stock?" }'
\`\`\`

Either way the reply is \`{ "ok": true, "data": … }\` or \`{ "ok": false, "error": { "code", "message", "retryAfterMs"? } }\`.

## Who calls

- **A visitor** shows the token that \`visitor.start\` gave: \`Authorization: Bearer …\` over HTTP, \`auth: { site, token }\` in the
  handshake of \`/visitor\`. \`visitor.start\` itself needs none, and a socket that made it acts as that visitor from then on.
- **An agent** shows the session cookie that \`POST /api/auth/sign-in/email { email, password }\` set, or an API key as bearer.
- **A supervisor** and **an owner** may do what an agent may, and more where the table of a call says so.

A browser says which page it is on by its \`Origin\`. A site without a list of allowed origins takes loopback addresses and
\`PUBLIC_URL\` only; an origin that was refused is shown in the panel, with one click to allow it.

## How to keep a conversation

1. Make the message's id yourself (a UUID) and send again with the same id until you have a reply: it is stored once.
2. \`ok: true\` means that it is on disk.
3. Hold the last \`seq\` you know. An event with that \`seq\` or a smaller one is known, the next one is applied, and one beyond it
   means that you missed some: ask \`events.list { conversationId, after: seq }\`.
4. A push is a hint, the log is the truth. After a reconnect, ask for what came after your \`seq\`.
5. A \`connect_error\` that says \`unavailable\` turns a line away for now, as where thousands come back at once: connect again at a
   moment of your own within ten seconds. A line that takes much less than it is told is cut, and misses nothing: see 4.

A **time** is a whole number of milliseconds since the epoch and its name ends in \`At\`; a **duration** is one of milliseconds and
ends in \`Ms\`. An **id** is text of at most 64 characters; make no sense of it.`

/** Addresses that answer over HTTP besides the calls. */
export const addresses: readonly (readonly [string, string])[] = [
  [
    "`GET /widget.js`",
    'The loader, the one script tag: `<script async src="https://HOST/widget.js" data-site="default"></script>`',
  ],
  ["`GET /widget/*`", "What the loader fetches later; named by its content, cached for a year."],
  ["`GET /panel/`", "The agent panel."],
  ["`GET /demo/`", "A small shop with the widget on it, unless `DEMO` is `off`."],
  ["`POST /api/<call>`", "Every call on this page."],
  [
    "`PUT /files/<attachmentId>`",
    "The bytes of a file that its sender reserved with `attachment.create`, as the whole body; `Upload-Offset` tells from which byte on, where it is not the first. Gives `{ received, attachment }`; `attachment` is null until all are there.",
  ],
  ["`HEAD /files/<attachmentId>`", "Tells its sender in `Upload-Offset` how many bytes have arrived."],
  [
    "`GET /files/<attachmentId>`",
    "The file, as a download, for those who may see the conversation; for its sender alone before a message carries it.",
  ],
  [
    "`POST /api/contact.export/<contactId>`",
    "The same as the call `contact.export`, and the files that were sent, as one ZIP to download: `person.json`, whose `files` tells the path of each, and the folder `files`. _By an owner._",
  ],
  ["`POST /api/auth/sign-in/email`", "`{ email, password }` signs an agent in and sets the session cookie."],
  ["`POST /api/auth/sign-out`", "Ends the session."],
  ["`GET /api/openapi.json`", "This page for programs: OpenAPI 3.1."],
  ["`GET /healthz`", "200 while the process is alive."],
  ["`GET /readyz`", "200 when it can serve (the database answers and takes what is written), 503 when it cannot."],
  ["`GET /metrics`", "Prometheus text, for whoever is on this machine or shows an API key."],
]
