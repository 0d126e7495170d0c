// The room of many servers: each writes into a stream of Redis and reads what stands there, its
// own texts too. So nothing is heard, and nothing acknowledged, that is not in the stream.
const lesson = require("../lesson");
const Room = require("./room");
const { setTimeout: sleep } = require("node:timers/promises");
const { createClient } = lesson.load("@redis/client");

const TEXTS = "chat:testi"; // a text's number is its ID there: 0-17
const KEYS = "chat:chiavi";
const EVENTS = "chat:eventi";
const MOST_EVENTS = 100;
const MOST_AT_ONCE = 1_000;
const MOST_WAITING = 1_000; // commands that Redis has not answered yet
const PATIENCE = 3_000; // milliseconds without a word from Redis, after which it is away
const A_SECOND = 1_000;
const START = "0-0";
const AWAY = "la stanza non risponde";

/** Run by Redis as one step: it takes a key once, and forgets it when it forgets the text. */
const TAKE = `\
if redis.call('ZSCORE', KEYS[2], ARGV[1]) then return 0 end
local id = redis.call('XADD', KEYS[1], 'MAXLEN', ARGV[5], '0-*', 'chiave', ARGV[1],
  'utente', ARGV[2], 'testo', ARGV[3], 'timestamp', ARGV[4])
redis.call('ZADD', KEYS[2], string.sub(id, 3), ARGV[1])
redis.call('ZREMRANGEBYRANK', KEYS[2], 0, -1 - ARGV[5])
return 1
`;

class RedisRoom extends Room {
  #url;
  #reader;
  #writer; // of its own: nobody waits to write while the other waits for what comes
  #lastText = START;
  #lastEvent;
  #isAway = false;

  constructor(url) {
    super();
    this.#url = url;
  }

  /** Resolves when it has read what is there; as long as there is no Redis, it waits. */
  async open() {
    while (await this.#read() === MOST_AT_ONCE);
    this.#follow();
    return this;
  }

  async #follow() {
    while (true) await this.#read();
  }

  /** Reads what has come, or waits for it. Resolves to how many texts it was, or may have been. */
  async #read() {
    try {
      if (!this.#reader?.isReady || !this.#writer.isReady) await this.#connect();
      const came = await this.#reader.xRead(
        [{ key: TEXTS, id: this.#lastText }, { key: EVENTS, id: this.#lastEvent }],
        { COUNT: MOST_AT_ONCE, BLOCK: A_SECOND });
      const { [TEXTS]: texts = [], [EVENTS]: events = [] } = Object.fromEntries(
        (came ?? []).map(({ name, messages }) => [name, messages]));
      this.#answers(true);
      this.#lastText = texts.at(-1)?.id ?? this.#lastText;
      this.#lastEvent = events.at(-1)?.id ?? this.#lastEvent;
      const happened = events.map(({ message }) => message.evento ?? "");
      // Who comes has come before it says something, and goes after it.
      happened.filter(isEntry).forEach(event => this.tell(event));
      texts.filter(isText).forEach(text => this.#hearNext(text));
      happened.filter(event => event && !isEntry(event)).forEach(event => this.tell(event));
      if (texts.length === 0 && await this.#isLost()) {
        this.#lastText = START;
        this.beginAt(0);
      }
      return texts.length;
    } catch {
      this.#answers(false);
      await sleep(A_SECOND);
      return MOST_AT_ONCE;
    }
  }

  async #connect() {
    this.#reader?.destroy(); // with it goes what was not answered
    this.#writer?.destroy();
    [this.#reader, this.#writer] = [this.#client(), this.#client()];
    await Promise.all([this.#reader.connect(), this.#writer.connect()]);
    const [event] = this.#lastEvent ? [] : await this.#newest(EVENTS);
    this.#lastEvent ??= event?.id ?? START; // who came before this server began is no news
  }

  #client() {
    const client = createClient({
      url: this.#url,
      disableOfflineQueue: true, // who writes is told at once that Redis is away
      commandsQueueMaxLength: MOST_WAITING,
      socket: { connectTimeout: PATIENCE, socketTimeout: PATIENCE, reconnectStrategy: false },
      pingInterval: A_SECOND, // a Redis that is there is never silent
    });
    return client.on("error", () => {}); // its commands fail, which is enough
  }

  #newest(stream) {
    return this.#reader.xRevRange(stream, "+", "-", { COUNT: 1 });
  }

  /** Whether Redis has lost its data, and counts from 1 again. */
  async #isLost() {
    const [text] = await this.#newest(TEXTS);
    const [[time, number], [lastTime, lastNumber]] = [text?.id ?? START, this.#lastText]
      .map(id => id.split("-").map(BigInt));
    return time < lastTime || time === lastTime && number < lastNumber;
  }

  #hearNext(text) {
    const numero = numberOf(text);
    const { utente, testo, timestamp, chiave } = text.message;
    if (numero !== this.last + 1) this.beginAt(numero - 1); // while Redis was away it forgot some
    this.hear({ numero, utente, testo, timestamp, chiave });
  }

  /** Says once that Redis is away, here and to whoever is in the room; and that it is back. */
  #answers(does) {
    const { hostname, port } = new URL(this.#url);
    if (does && this.#isAway) {
      console.error(`Redis su ${hostname}:${port} risponde di nuovo.`);
    } else if (!does && !this.#isAway) {
      console.error(`Redis su ${hostname}:${port} non risponde: riprovo finché torna.`);
      this.#writer?.destroy(); // who waits to write is told so
      this.tell(JSON.stringify({ errore: AWAY }));
    }
    this.#isAway = !does;
  }

  admit(guest, told) {
    super.admit(guest, told);
    if (this.#isAway) this.refuse(guest, AWAY);
  }

  async write(guest, { chiave, utente, testo }) {
    try {
      const isNew = await this.#writer.eval(TAKE, {
        keys: [TEXTS, KEYS],
        arguments: [chiave, utente, testo, new Date().toISOString(), String(Room.LONGEST)],
      });
      if (!isNew) this.repeat(guest, chiave); // what is not here yet will come from the stream
    } catch {
      this.refuse(guest, AWAY);
    }
  }

  /** Tells all servers who has come or gone. */
  async announce(event) {
    try {
      await this.#writer.xAdd(EVENTS, "*", { evento: JSON.stringify(event) },
        { TRIM: { strategy: "MAXLEN", threshold: MOST_EVENTS } });
    } catch {
      this.tell(JSON.stringify(event)); // at least to those who are here
    }
  }
}

function numberOf({ id }) {
  return Number(id.slice("0-".length));
}

/** Whether a server of the chat has written it, and nobody else. */
function isText({ id, message }) {
  return id.startsWith("0-")
    && ["chiave", "utente", "testo", "timestamp"].every(field => field in message);
}

function isEntry(event) {
  return event.startsWith('{"entra"');
}

module.exports = RedisRoom;
