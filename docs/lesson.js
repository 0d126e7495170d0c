// What a classroom needs and no step is about, shared by all twins: settings, a console that
// nothing can disturb, limits, endings with the right close code and exit status. In Java these
// are Lesson and behind it Terminal, Settings, Listener, Limits, Conversation and Transport.
"use strict";

const dgram = require("node:dgram");
const { once } = require("node:events");
const fs = require("node:fs");
const net = require("node:net");
const os = require("node:os");
const { setTimeout: sleep } = require("node:timers/promises");
const util = require("node:util");

/** Exit status of a run that could not do its work. */
const FAILED = 1;
/** Exit status of a run that was asked for something that there is not. */
const USAGE = 2;
/** Milliseconds that a program has to end after a signal. */
const LAST_LINES = 1_500;
/** Exit status after a signal, as a shell counts it and Java gives it. */
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

// ------------------------------------------------------------------------------------ Terminal

/** Code points of a message that are printed; a server sets it. On the wire nothing is cut. */
let longest = Infinity;
/** Characters of a line that is printed, in which the ": " before its message stands. */
const START = 100;
/** Characters of a line that is read: no message is so long, and memory has an end. */
const LONGEST_LINE = 1024 * 1024;

const ACTS = new RegExp("[\\u0000-\\u001f\\u007f-\\u009f" // controls and escape sequences
  + "\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069" // line ends, directions of writing
  + "\\ud800-\\udfff]", "gu"); // with the flag "u" only halves of a pair that stand alone
const SHORT = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Shows what would otherwise act on the screen, as \n, \r, \t or \uXXXX. */
function visible(text) {
  return text.replace(ACTS, c => SHORT[c] ?? "\\u" + c.charCodeAt().toString(16).padStart(4, "0"));
}

/** Cuts what follows a first ": ", which is the message, and says how long it was. */
function cut(text) {
  if (text.length <= longest) return text;
  const colon = text.slice(0, START + 2).indexOf(": ");
  const start = colon < 0 ? 0 : colon + 2;
  const message = [...text.slice(start)];
  return message.length <= longest ? text
    : `${text.slice(0, start)}${message.slice(0, longest).join("")}… (${message.length} caratteri)`;
}

function line(words) {
  const texts = words.map(word => typeof word === "string" ? word : util.inspect(word));
  return visible(cut(texts.join(" "))) + "\n";
}

// Whoever prints a message need not think of what is in it.
console.log = (...words) => process.stdout.write(line(words));
console.error = (...words) => process.stderr.write(line(words));
// Whoever reads the output may leave before its end: `node … | head -1`.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

/** Ends the program at once: one line on standard error, no stack trace. */
function fail(status, message) {
  fs.writeSync(process.stderr.fd, line([message]));
  process.exit(status);
}

/** Ends the program when all that was printed has left it. */
function exit(status) {
  process.stdout.write("", () => process.stderr.write("", () => process.exit(status)));
}

function onSignal(end) {
  for (const [signal, status] of Object.entries(SIGNALS)) {
    process.once(signal, () => {
      setTimeout(process.exit, LAST_LINES, status); // nobody may read what is still to be printed
      end(status);
    });
  }
}

const WebSocket = load("ws");

function load(name) {
  try {
    return require(name);
  } catch {
    return fail(FAILED, `Manca il modulo ${name}: esegui npm ci --omit=dev nella cartella docs,`
      + " poi riprova.");
  }
}

// ------------------------------------------------------------------------------------ Settings

/** The port of a server, 8080 by default; 0 lets the system choose. */
function port() {
  const port = process.env.PORT ?? "8080";
  return /^\d+$/.test(port) && Number(port) <= 65535 ? Number(port)
    : fail(USAGE, `PORT: «${port}» non è una porta; serve un numero da 0 a 65535, per esempio`
      + " PORT=8081.");
}

/** Where a server listens: the loopback by default, which every client of the lesson reaches. */
function host() {
  if (hostAsked() === "0.0.0.0") return undefined; // on every address, those of IPv6 as well
  return hostAsked() === "localhost" ? "127.0.0.1" : hostAsked();
}

/** Addresses of nobody, or of many, which some systems bind all the same. */
const OF_NOBODY = /^(22[4-9]|23\d)\.|^255\.255\.255\.255$|^ff[\da-f]{2}:/i;

function hostAsked() {
  const host = (process.env.HOST ?? "localhost").replace(/^\[(.*)\]$/, "$1");
  return /^[^\s/]+$/.test(host) && !OF_NOBODY.test(host) ? host : fail(USAGE, noHost());
}

function noHost() {
  return `HOST: «${process.env.HOST}» non è un indirizzo di questa macchina; prova HOST=localhost,`
    + " oppure HOST=0.0.0.0 per aprire il server a tutti.";
}

/** The server that a client talks to; a WebSocket URL has no fragment (RFC 6455, section 3). */
function url() {
  const url = process.env.URL ?? "ws://localhost:8080";
  try {
    const { hostname, port, username, password } = new URL(url);
    if (/^wss?:\/\/[^\s#\\]+$/i.test(url) && hostname && port !== "0" && !username && !password) {
      return url.replace(/^wss?/i, scheme => scheme.toLowerCase());
    }
  } catch {
    // said below, as for a URL of another kind
  }
  return fail(USAGE, `URL: «${url}» non è l'indirizzo di un server WebSocket; prova per esempio`
    + " URL=ws://localhost:8080.");
}

/** The sites whose pages are let in besides those of this machine; several with commas. */
function origins() {
  if (!process.env.ORIGIN) return [];
  return process.env.ORIGIN.split(/ *, */).map(origin => site(origin)
    ?? fail(USAGE, `ORIGIN: «${origin}» non è l'origine di una pagina; prova per esempio`
      + " ORIGIN=https://esempio.it (più origini si separano con una virgola)."));
}

/** Nothing that a shell would act on: who was refused stands in a command to be copied. */
const SITE = new RegExp("^(https?://(?=[^:])|(?!(https?|wss?|ftp):)[a-z][a-z0-9+.-]*://)"
  + "(\\[[0-9a-f:.]+]|[a-z0-9._-]*)(:[0-9]{1,5})?$");

/**
 * An origin in small letters and without the usual port, as a browser writes it; undefined for
 * what is none. Extensions of a browser have one too, and apps that are a page.
 */
function site(text) {
  const small = text.toLowerCase();
  return SITE.test(small) ? small.replace(/^(http:.*):80$|^(https:.*):443$/, "$1$2") : undefined;
}

/**
 * Where the room of many servers is: a redis: or rediss: URL with a port; undefined where nothing
 * is set.
 */
function redis() {
  const redis = process.env.REDIS;
  if (!redis) return undefined;
  try {
    const url = new URL(redis);
    if (/^rediss?:\/\/[^\s/?#]+(\/\d{0,4})?$/.test(redis) && url.hostname && url.port !== "0") {
      url.port ||= "6379";
      return url.href;
    }
  } catch {
    // said below, as for a URL of another kind
  }
  return fail(USAGE, `REDIS: «${redis}» non è l'indirizzo di un Redis; prova per esempio`
    + " REDIS=redis://localhost:6379.");
}

/** The name of who writes. */
function utente() {
  const utente = process.env.UTENTE ?? "Alice";
  return utente.trim() && !utente.includes("\ufffd") ? utente
    : fail(USAGE, `UTENTE: «${utente}» non è un nome; prova per esempio UTENTE=Bruno, senza`
      + " accenti se il terminale non li trasmette.");
}

/**
 * How many milliseconds a client that was left alone waits before it tries again: always the same
 * as in the tutorial, or with BACKOFF=jitter any time up to a limit that doubles with each attempt
 * ("full jitter"): not everyone comes back in the same moment.
 */
function backoff(delay, attempt = attempts++) {
  if (!jitter()) return delay;
  return Math.floor(Math.random() * (Math.min(30_000, delay * 2 ** attempt) + 1));
}

function jitter() {
  const choice = process.env.BACKOFF ?? "fixed";
  return ["fixed", "jitter"].includes(choice) ? choice === "jitter"
    : fail(USAGE, `BACKOFF: «${choice}» non è ammesso; i valori sono fixed, jitter.`);
}

// -------------------------------------------------------------------------------------- Server

/** Code points of a message that a server prints. */
const PRINTED = 1_000;
/** Bytes that may wait for a client that reads too slowly. */
const WAITING = 1024 * 1024;
/** Milliseconds between two pings: who vanished is missed after two of them. */
const PING = 10_000;
/** Milliseconds that the other side has to answer a close frame. */
const CLOSE = 1_000;

/** A client as the server sees it: it sends text, reads what it is sent, and answers pings. */
class Guest extends WebSocket {
  #heard = true;

  emit(event, ...args) {
    this.#heard ||= ["message", "ping", "pong"].includes(event);
    if (event !== "message") return super.emit(event, ...args);
    if (this.readyState !== WebSocket.OPEN) return false; // it is being sent away
    const [message, isBinary] = args;
    if (!isBinary) return super.emit(event, message, isBinary);
    this.close(1003, "solo testo");
    return false;
  }

  send(...args) {
    super.send(...args);
    if (this.bufferedAmount > WAITING && this.readyState === WebSocket.OPEN) {
      console.error("Un client non legge: chiuso con 1008, per non tenere in memoria quello che lo"
        + " aspetta.");
      this.terminate(); // the close frame would wait behind all the rest
    }
  }

  /** Asks whether it is still there; lets it go if it has not answered the last time. */
  check() {
    if (!this.#heard) return this.terminate();
    this.#heard = false;
    this.ping();
  }
}

/**
 * Whose pages may connect (RFC 6455, 10.2): those from disk, this machine's, those of the very
 * address that was asked for, whatever their port, and ORIGIN's. A name in place of an address
 * proves nothing, as anybody's DNS can make one point here, but for this machine's own, bare or
 * with .local. The last two addresses are what some web servers say that they serve.
 */
function welcome(origin, host = "") {
  if (!origin || origin === "null") return true;
  const page = site(origin);
  if (!page) return false;
  const [name, asked] = [page, host].map(
    text => text.toLowerCase().replace(/^https?:\/\//, "").replace(/:\d+$/, ""));
  const [own] = os.hostname().toLowerCase().split(".");
  return origins().includes(page)
    || ["localhost", "127.0.0.1", "[::1]", "0.0.0.0", "[::]", own, `${own}.local`].includes(name)
    || net.isIP(name.replace(/[[\]]/g, "")) > 0 && name === asked;
}

function verifyClient({ origin, req: { headers: { host } } }, admit) {
  const admitted = welcome(origin, host);
  if (!admitted) {
    const page = origin.length > 300 ? origin.slice(0, 300) + "…" : origin;
    console.error(site(page) ? `Rifiutata una pagina di ${site(page)}; se è una delle tue,`
        + ` riavvia il server con ORIGIN=${[...origins(), site(page)]}`
      : `Rifiutata una pagina di «${page}», che non è l'origine di un sito.`);
  }
  admit(admitted, 403);
}

/** What a server takes from a client before it lets it go. */
const serverLimits = {
  maxPayload: 64 * 1024,
  maxFragments: 1024,
  perMessageDeflate: false,
  closeTimeout: CLOSE,
  backlog: 1024,
  verifyClient,
  WebSocket: Guest,
};

/** Where a server listens: the host as it was asked for, the port that was really bound. */
function address(server, host = hostAsked()) {
  const name = shortened(host);
  return `ws://${name.includes(":") ? `[${name}]` : name}:${server.address().port}`;
}

/** A host; an IPv6 address is as short as it can be (RFC 5952). */
function shortened(host) {
  return net.isIPv6(host) ? new net.SocketAddress({ address: host, family: "ipv6" }).address : host;
}

/** Runs a server as a program: until a signal, whatever its clients do. */
function guard(server) {
  longest = PRINTED;
  origins(); // a bad one is said now, not when a page comes
  server.on("error", error => {
    if (server.address()) return console.error(`Un client non è potuto entrare: ${error.code}.`);
    return fail(error.syscall === "getaddrinfo" ? USAGE : FAILED, cannotListen(error));
  });
  server.on("listening", async () => {
    const { address: ip } = server.address();
    if (!loopback(ip)) {
      console.error("Il server è aperto alla rete. " + reachable(server, ip, await outgoing()));
    }
  });
  setInterval(() => server.clients.forEach(client => client.check()), PING);
  onSignal(status => end(server, status));
}

/** Ends as a good server does: every client gets a close frame 1001 (RFC 6455, 7.4.1). */
async function end(server, status) {
  const clients = [...server.clients];
  const gone = clients.map(client => new Promise(resolve => client.once("close", resolve)));
  server.close();
  clients.forEach(client => client.close(1001));
  setTimeout(() => clients.forEach(client => client.terminate()), CLOSE);
  await Promise.all(gone);
  exit(status);
}

function loopback(ip) {
  return /^(::ffff:)?127\.|^::1$/.test(ip);
}

/** The address that this machine goes out with, or undefined; nothing is sent. */
function outgoing() {
  return new Promise(resolve => {
    const socket = dgram.createSocket("udp4");
    socket.connect(9, "203.0.113.1", error => { // anywhere (RFC 5737)
      resolve(error ? undefined : socket.address().address);
      socket.close();
    });
  });
}

/** 0.0.0.0 means every address of this machine; a client has to type one of them. */
function reachable(server, bound, out) {
  const ips = ["0.0.0.0", "::"].includes(bound) ? likely(out) : [bound];
  const urls = ips.map(ip => address(server, ip));
  return urls.length > 0 ? `Chi è in rete lo raggiunge su ${urls.join(", ")}.`
    : "Questa macchina non è in rete: il server è raggiungibile solo da qui, su"
      + ` ${address(server, "localhost")}.`;
}

/**
 * The addresses that a student can type, the most likely first: the one that leads out, as those
 * of virtual networks do not; IPv6 where there is nothing else; last the end of a tunnel, which is
 * alone in its network, and what a machine gives itself where nobody gives it an address.
 */
function likely(out) {
  const ips = Object.values(os.networkInterfaces()).flat()
    .filter(({ internal, address }) => !internal && !/^fe[89ab]/i.test(address));
  const own = ({ address }) => address.startsWith("169.254.");
  const last = ip => 4 * own(ip) + 2 * (ip.netmask === "255.255.255.255") + (ip.address !== out);
  const old = ips.some(ip => ip.family === "IPv4" && !own(ip));
  return ips.filter(ip => ip.family === "IPv4" || !old).sort((a, b) => last(a) - last(b))
    .map(ip => ip.address);
}

function cannotListen({ code, syscall }) {
  if (code === "EADDRINUSE") {
    return `La porta ${port()} è già occupata: chiudi il programma che la usa, oppure scegline`
      + ` un'altra, per esempio PORT=${port() % 65535 + 1}.`;
  }
  if (["EADDRNOTAVAIL", "EINVAL"].includes(code) || syscall === "getaddrinfo") return noHost();
  return `Il server non può ascoltare sulla porta ${port()} (${code}): prova una porta più alta,`
    + " per esempio PORT=8081.";
}

/** What the other side did wrong, and the close code that says so (RFC 6455, 7.4.1). */
function fault({ code = "" }) {
  const faults = {
    WS_ERR_INVALID_UTF8: [1007, "un testo che non è UTF-8"],
    WS_ERR_TOO_MANY_BUFFERED_PARTS: [1008, "un messaggio in troppi frammenti"],
    WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH: [1009, "un messaggio troppo grande"],
    WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: [1009, "un messaggio troppo grande"],
  };
  return faults[code] ?? (code.startsWith("WS_ERR_") ? [1002, "un frame contro le regole"] : []);
}

/** Says in a sentence what "error" was called with on a server's socket. */
function describe(error) {
  const [code, what] = fault(error);
  return code ? `Un client ha mandato ${what} (${code}).`
    : `Qualcosa è andato storto con un client: ${error}.`;
}

// -------------------------------------------------------------------------------------- Client

/** Milliseconds in which there has to be a connection, answer to the handshake included. */
const PATIENCE = 10_000;
/** Milliseconds without a word from the server, after which it is given up. */
const SILENCE = 10_000;
/** Milliseconds without a word after which a ping asks whether it is still there. */
const QUIET = 5_000;
/** Milliseconds between two looks at how long it has been silent. */
const LOOK = 1_000;
/** Milliseconds that the last answers have to come when nothing more will be typed. */
const LAST_ANSWERS = 1_000;

/** The first byte of what TLS says to who does not speak it: an alert (RFC 8446, 5.1). */
const ALERT = 21;

let request; // the latest handshake
let link; // the latest connection, and what sends a line there
let attempts = 0; // since a connection was open
let whyNot; // there was none the last time

/** What a client takes from a server before it lets it go. */
const clientLimits = {
  maxPayload: 1024 * 1024,
  maxHeaderSize: 8 * 1024, // of the answer to the handshake
  perMessageDeflate: false,
  closeTimeout: CLOSE,
  finishRequest(handshake) {
    request = handshake; // its socket knows how far it came
    request.end();
  },
};

/**
 * Sends the lines that are typed, and ends with them. How the server ends the conversation, or why
 * there is none, is a line on standard error; it ends the program, with status 0 after a close
 * code 1000, else 1.
 */
function talk(socket, send, lasts = false) {
  const handshake = request;
  let opened = false;
  let failure; // the error, or a sentence
  let quiet = 0;
  let stuck = 0;
  let unsent = 0; // bytes, at the last look
  let timer = setTimeout(() => {
    failure = unanswered(handshake.socket.connecting);
    socket.terminate();
  }, PATIENCE);

  const { emit } = socket;
  socket.emit = (event, ...args) => {
    if (["message", "ping", "pong"].includes(event)) quiet = 0;
    if (event !== "message" || !args[1]) return emit.call(socket, event, ...args);
    console.error("Il server ha mandato un messaggio binario: qui si legge solo testo.");
    return false;
  };

  socket.on("open", () => {
    opened = true;
    attempts = 0;
    clearTimeout(timer);
    timer = setInterval(() => {
      quiet += LOOK;
      stuck = socket.bufferedAmount > 0 && socket.bufferedAmount >= unsent ? stuck + LOOK : 0;
      unsent = socket.bufferedAmount;
      if (stuck >= SILENCE) {
        failure = "Il server non legge quello che gli arriva"
          + (lasts ? "." : ": conversazione finita.");
        socket.terminate();
      } else if (quiet >= SILENCE) {
        failure = `Il server tace da ${SILENCE / 1000} secondi`
          + (lasts ? "." : ": conversazione finita.");
        socket.close(1001);
        socket.terminate();
      } else if (quiet >= QUIET) {
        socket.ping();
      }
    }, LOOK);
  });
  // Without this an error would end the process; "close" follows each of them, as in a browser.
  socket.on("error", error => { failure ??= error.errors?.at(-1) ?? error; });
  socket.on("close", (code, reason) => {
    clearTimeout(timer);
    const words = typeof failure === "string" ? failure
      : opened ? lastWords(lasts, code, reason, failure) : notConnected(failure, handshake.socket);
    if (!lasts) {
      console.error(words);
      exit(code === 1000 ? 0 : FAILED);
    } else if (opened ? failure : words !== whyNot && failure.code !== "ECONNREFUSED") {
      console.error(words); // once, and not that a server is not there yet: it is made for that
    }
    whyNot = opened ? undefined : words;
  });

  const first = !link;
  link = { socket, send };
  if (first) {
    onSignal(finish);
    type();
  }
}

/** The same for a client that connects again when the connection is lost: nothing ends it. */
function lasting(socket, send) {
  jitter(); // a bad choice is said now, not when it is needed
  talk(socket, send, true);
}

/** Sends each line that is typed; when no more can come, waits for the answers, and closes. */
async function type() {
  try {
    for await (const text of lines(process.stdin)) {
      await ready();
      await link.send(text); // a promise where the next line has to wait for an answer
    }
  } catch {
    console.error("Input non più leggibile: serve un testo con righe di al massimo"
      + ` ${LONGEST_LINE} caratteri.`);
    return finish(FAILED);
  }
  do await ready(); while (!await answered(link.socket)
    || link.socket.readyState !== WebSocket.OPEN); // the server ends it
  return finish(0);
}

/** Waits for a connection that takes more; so long the lines wait where they are read from. */
async function ready() {
  while (link.socket.readyState !== WebSocket.OPEN || link.socket.bufferedAmount > WAITING) {
    await sleep(10);
  }
}

/** Line by line as in Java; node:readline would also split at U+2028. */
async function* lines(input) {
  const utf8 = new TextDecoder(); // drops a byte order mark at the start
  let rest = "";
  for await (const bytes of input) {
    const chunk = utf8.decode(bytes, { stream: true });
    const texts = (rest + chunk).split(/\r\n|\n|\r(?!$)/); // the last \r may be half of a \r\n
    if (texts[0].replace(/\r$/, "").length > LONGEST_LINE) {
      throw new RangeError("a line without an end");
    }
    rest = texts.pop();
    yield* texts;
  }
  rest += utf8.decode(); // half a character
  if (rest) yield rest.replace(/\r$/, "");
}

/**
 * Waits until all that was sent has been answered, a second at most: a pong comes behind the
 * answers to what was sent before its ping. Tells whether the connection has not broken meanwhile.
 */
async function answered(socket) {
  while (socket.readyState === WebSocket.OPEN && socket.bufferedAmount > 0) await sleep(10);
  if (socket.readyState !== WebSocket.OPEN) return false;
  return new Promise(resolve => {
    socket.on("pong", data => String(data) === "fine" && resolve(true));
    socket.on("close", () => resolve(false));
    setTimeout(resolve, LAST_ANSWERS, true);
    socket.ping("fine");
  });
}

/** Closes with 1000, and ends the program once that is done; nobody else hears of it. */
function finish(status) {
  const { socket } = link;
  if (socket.readyState === WebSocket.CLOSED) return exit(status);
  socket.removeAllListeners("close").on("close", () => exit(status));
  return socket.close(1000);
}

function lastWords(lasts, code, reason, failure) {
  const [sent, what] = failure ? fault(failure) : []; // "close" says 1006 whatever was sent
  return (lasts ? "Connessione chiusa" : "La conversazione è finita")
    + `: codice ${sent ?? code}, ${why(sent ?? code, reason, what)}.`;
}

function why(code, reason, what) {
  if (code === 1009 && what) return `per un messaggio oltre ${clientLimits.maxPayload} byte`;
  if (what) return `per ${what}`;
  if (code === 1006) return "senza un frame di chiusura";
  return reason.length > 0 ? `motivo «${reason}»` : "nessun motivo indicato";
}

function unanswered(connecting) {
  return connecting ? `Su ${url()} non risponde nessuno da ${PATIENCE / 1000} secondi:`
      + " l'indirizzo è giusto? C'è di mezzo un firewall?"
    : `Il server su ${url()} non ha risposto all'handshake entro ${PATIENCE / 1000} secondi.`;
}

function notConnected({ code = "", message = "", rawPacket = [], syscall }, wire) {
  const there = url();
  const { hostname } = new URL(there);
  const [, status] = /^Unexpected server response: ([1-5]\d\d)$/.exec(message) ?? [];
  if (code === "ECONNREFUSED") {
    const server = /step5/.test(require.main.path) ? "step5-json" : "step2-server";
    return `Nessun server risponde su ${there}: avvialo in un altro terminale con`
      + ` node docs/${server}/server.js, poi riprova.`;
  }
  if (syscall === "getaddrinfo") {
    return `URL: non trovo la macchina «${hostname}»; prova per esempio URL=ws://localhost:8080.`;
  }
  if (syscall === "connect" && code !== "ECONNRESET") { // that one was accepted, and cut at once
    return `Da qui non si arriva a ${there}: l'indirizzo è giusto, e questa macchina è in rete?`;
  }
  if (wire.authorizationError) {
    return `Il certificato del server su ${there} non è valido: forse non è davvero`
      + ` ${hostname}.`;
  }
  if (/ alert number /.test(message)) {
    return `Il server su ${there} parla TLS, ma ha rifiutato questa connessione.`;
  }
  if (wire.encrypted && !wire.authorized) {
    return `Il server su ${there} non parla TLS, che wss richiede; prova`
      + ` URL=ws${there.slice(3)}.`;
  }
  if (status && status !== "101") {
    return `Il server su ${there} ha rifiutato l'handshake con la risposta HTTP ${status}: è un`
      + " server WebSocket?";
  }
  if (["ECONNRESET", "EPIPE"].includes(code)) {
    return `Il server su ${there} ha chiuso senza rispondere all'handshake: è un server WebSocket?`
      + (wire.encrypted ? "" : ` Se vuole TLS, prova URL=wss${there.slice(2)}.`);
  }
  if (rawPacket[0] === ALERT) {
    return `Il server su ${there} vuole TLS: prova URL=wss${there.slice(2)}.`;
  }
  const faults = {
    HPE_INVALID_CONSTANT: "non risponde in HTTP",
    HPE_HEADER_OVERFLOW: "la sua risposta all'handshake è troppo lunga",
  };
  return `Il server su ${there} non è un server WebSocket:`
    + ` ${faults[code] ?? "la sua risposta all'handshake non è valida"}.`;
}

// --------------------------------------------------------------------------------------- Check

/** Takes the port of a server, and gives it back. */
async function free() {
  const server = net.createServer().listen(port(), host());
  await once(server, "listening");
  server.close();
  return `libera su ${shortened(hostAsked())}`;
}

/** Holds a whole conversation on the loopback: handshake, a message and its echo, a close. */
async function roundTrip() {
  const start = performance.now();
  const patience = { signal: AbortSignal.timeout(PATIENCE) };
  const server = new WebSocket.Server({ port: 0, host: "127.0.0.1" });
  server.on("connection", guest => guest.on("message", bytes => guest.send(String(bytes))));
  await once(server, "listening", patience);
  const socket = new WebSocket(address(server, "localhost"));
  await once(socket, "open", patience);
  socket.send("perché ☕");
  const [answer] = await once(socket, "message", patience);
  if (String(answer) !== "perché ☕") throw new Error("l'eco è diversa dal messaggio");
  socket.close(1000);
  const [code] = await once(socket, "close", patience);
  if (code !== 1000) throw new Error("il codice di chiusura non è 1000");
  server.close();
  return `handshake, eco e chiusura 1000 in ${Math.round(performance.now() - start)} ms`;
}

module.exports = {
  address, backoff, cannotListen, clientLimits, describe, free, guard, host, lasting, load, port,
  redis, roundTrip, serverLimits, talk, url, utente,
};
