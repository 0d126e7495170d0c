// A connection to Redis, which fails at once where Redis is away.
const { createClient } = require("../lesson").load("@redis/client");

const MOST_WAITING = 1_000; // commands that Redis has not answered yet
const PATIENCE = 3_000; // milliseconds without a word from Redis, after which it is away
const A_SECOND = 1_000;

/** Resolves to the client that there was, or to a new one if its connection is lost. */
async function connected(url, client) {
  if (client?.isReady) return client;
  client?.destroy(); // with it goes what was not answered
  const next = createClient({
    url,
    disableOfflineQueue: true, // who writes is told at once that Redis is away
    commandsQueueMaxLength: MOST_WAITING,
    socket: { connectTimeout: PATIENCE, socketTimeout: PATIENCE, reconnectStrategy: false },
    pingInterval: A_SECOND, // a Redis that is there is never silent
  });
  next.on("error", () => {}); // its commands fail, which is enough
  return await next.connect();
}

module.exports = { connected };
