// Reads the room's streams in Redis, from the first text on, and each once.
const { randomUUID } = require("node:crypto");
const { LOSS, news } = require("./news");
const { connected } = require("./redis-client");
const { TEXTS, EVENTS } = require("./redis-stream");

const ROOM = "chat:stanza";
const MOST_AT_ONCE = 1_000;
const A_SECOND = 1_000; // milliseconds
const START = "0-0";

class RedisReader {
  #url;
  #redis;
  #lastText = START;
  #lastEvent;
  #room; // its name

  constructor(url) {
    this.#url = url;
  }

  /** Resolves to what has come since the last time; waits for it, a second at most. */
  async read() {
    this.#redis = await connected(this.#url, this.#redis);
    if (!this.#lastEvent) {
      await this.#isAnotherRoom();
      this.#lastEvent = await this.#newest(EVENTS); // who came before this server is no news
    }
    const came = await this.#redis.xRead(
      [{ key: TEXTS, id: this.#lastText }, { key: EVENTS, id: this.#lastEvent }],
      { COUNT: MOST_AT_ONCE, BLOCK: A_SECOND });
    const { [TEXTS]: texts = [], [EVENTS]: events = [] } = Object.fromEntries(
      (came ?? []).map(({ name, messages }) => [name, messages]));
    const isLost = await this.#isAnotherRoom()
      || texts.length === 0 && isBefore(await this.#newest(TEXTS), this.#lastText);
    if (isLost) {
      this.#lastText = START;
      return LOSS;
    }
    this.#lastText = texts.at(-1)?.id ?? this.#lastText;
    this.#lastEvent = events.at(-1)?.id ?? this.#lastEvent;
    return news(texts, events, texts.length < MOST_AT_ONCE);
  }

  /** Who finds a room without a name gives it one, which is lost with all the rest. */
  async #isAnotherRoom() {
    const before = this.#room;
    const mine = randomUUID();
    this.#room = await this.#redis.set(ROOM, mine, { condition: "NX", GET: true }) ?? mine;
    return before !== undefined && before !== this.#room;
  }

  async #newest(stream) {
    const [newest] = await this.#redis.xRevRange(stream, "+", "-", { COUNT: 1 });
    return newest?.id ?? START;
  }
}

function isBefore(id, other) {
  const [[time, number], [otherTime, otherNumber]] = [id, other]
    .map(one => one.split("-").map(BigInt));
  return time < otherTime || time === otherTime && number < otherNumber;
}

module.exports = RedisReader;
