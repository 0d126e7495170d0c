// The room's texts and events in Redis, each in a stream. A text's number is its ID there: 0-17.
// Every method rejects where Redis does not answer.
const { LONGEST } = require("./history");
const { connected } = require("./redis-client");

const TEXTS = "chat:testi";
const KEYS = "chat:chiavi";
const EVENTS = "chat:eventi";
const MOST_EVENTS = 100;

/** Run by Redis as one step: it takes a key once, and forgets it when it forgets the text. */
const TAKE = `\
if redis.call('ZSCORE', KEYS[2], ARGV[1]) then return 0 end
local id = redis.call('XADD', KEYS[1], 'MAXLEN', ARGV[5], '0-*', 'chiave', ARGV[1],
  'utente', ARGV[2], 'testo', ARGV[3], 'timestamp', ARGV[4])
redis.call('ZADD', KEYS[2], string.sub(id, 3), ARGV[1])
redis.call('ZREMRANGEBYRANK', KEYS[2], 0, -1 - ARGV[5])
return 1
`;

class RedisStream {
  #url;
  #redis; // of its own: nobody waits to write while the reader waits for what comes
  static TEXTS = TEXTS;
  static EVENTS = EVENTS;

  constructor(url) {
    this.#url = url;
  }

  /** Connects, where it is not connected. */
  async connect() {
    this.#redis = await connected(this.#url, this.#redis);
  }

  /** Who waits for an answer gets none any more. */
  giveUp() {
    this.#redis?.destroy();
  }

  /** Resolves to whether the text is new; it is in the stream in either case. */
  async write({ chiave, utente, testo }) {
    return await this.#redis.eval(TAKE, {
      keys: [TEXTS, KEYS],
      arguments: [chiave, utente, testo, new Date().toISOString(), String(LONGEST)],
    }) === 1;
  }

  /** Tells all servers who has come or gone. */
  async announce(event) {
    await this.#redis.xAdd(EVENTS, "*", { evento: JSON.stringify(event) },
      { TRIM: { strategy: "MAXLEN", threshold: MOST_EVENTS } });
  }

  /** Resolves to the number of the last text; 0 where there is none. */
  async last() {
    const [text] = await this.#redis.xRevRange(TEXTS, "+", "-", { COUNT: 1 });
    return Number(text?.id.split("-")[1] ?? 0);
  }
}

module.exports = RedisStream;
