// The room of many servers: each writes into a stream of Redis and reads what stands there, its
// own texts too. So nothing is heard, and nothing acknowledged, that is not in the stream.
const Ahead = require("./ahead");
const Follower = require("./follower");
const RedisStream = require("./redis-stream");
const Room = require("./room");

const AWAY = { errore: "la stanza non risponde" };

class RedisRoom extends Room {
  #stream;
  #follower;
  #ahead;
  #isAway = false;

  constructor(url) {
    super();
    this.#stream = new RedisStream(url);
    this.#ahead = new Ahead(this, this.#stream);
    this.#follower = new Follower(url, this.#stream, this);
  }

  /** Resolves when it has read what is there; as long as there is no Redis, it waits. */
  async open() {
    await this.#follower.start();
    return this;
  }

  /** Redis is away, or is not; all are told that it is. Tells whether that is new. */
  isAway(now) {
    const isNew = this.#isAway !== now;
    this.#isAway = now;
    if (isNew && now) {
      this.#stream.giveUp(); // who waits to write is told so
      this.tell(JSON.stringify(AWAY));
    }
    return isNew;
  }

  admit(guest, heard) {
    super.admit(guest, heard);
    if (this.#isAway) guest.tell(AWAY);
  }

  comeBack(guest, heard) {
    this.admit(guest, heard);
    if (heard > this.last) this.#ahead.ask(guest, heard);
  }

  async write(guest, post) {
    try {
      const isNew = await this.#stream.write(post);
      if (!isNew) this.repeat(guest, post.chiave); // what is not here yet will come
    } catch {
      guest.tell(AWAY);
    }
  }

  async announce(event) {
    try {
      await this.#stream.announce(event);
    } catch {
      this.tell(JSON.stringify(event)); // at least to those who are here
    }
  }
}

module.exports = RedisRoom;
