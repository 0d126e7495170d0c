// Tells a room what comes out of its streams in Redis, and whether Redis is there at all.
const RedisReader = require("./redis-reader");
const { setTimeout: sleep } = require("node:timers/promises");

const isEntry = event => event.startsWith('{"entra"');

class Follower {
  #place;
  #stream;
  #reader;
  #room;

  constructor(url, stream, room) {
    const { hostname, port } = new URL(url);
    this.#place = hostname + ":" + port;
    this.#stream = stream;
    this.#reader = new RedisReader(url);
    this.#room = room;
  }

  /** Resolves when all that is there has been told, and goes on; waits where Redis is away. */
  async start() {
    while (!await this.#read());
    this.#follow();
  }

  async #follow() {
    while (true) await this.#read();
  }

  /** Tells what has come, or waits for it. Resolves to whether that was all. */
  async #read() {
    try {
      await this.#stream.connect();
      const news = await this.#reader.read();
      this.#answers(true);
      this.#tell(news);
      return news.isAll;
    } catch { // Redis is away, or what it says is not of the chat
      this.#answers(false);
      await sleep(1000);
      return false;
    }
  }

  /** Who comes has come before it says something, and goes after it. */
  #tell({ texts, events, isLost }) {
    if (isLost) this.#room.beginAgain();
    events.filter(isEntry).forEach(event => this.#room.tell(event));
    texts.forEach(text => this.#room.hear(text));
    events.filter(event => !isEntry(event)).forEach(event => this.#room.tell(event));
  }

  /** Says once that Redis is away, and once that it is back. */
  #answers(does) {
    if (this.#room.isAway(!does)) {
      console.error(`Redis su ${this.#place} `
        + (does ? "risponde di nuovo." : "non risponde: riprovo finché torna."));
    }
  }
}

module.exports = Follower;
