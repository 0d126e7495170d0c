// A frame to play with, on the page of step 3: write a text, see its bytes, flip a bit, and read
// what a server of the lesson makes of it. A test holds every answer against the real server.
"use strict";
const frame = (() => {
  const [CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG] = [0, 1, 2, 8, 9, 10];
  /** Close codes that may travel (RFC 6455, 7.4). */
  const travels = code => code >= 1000 && code <= 1014 && ![1004, 1005, 1006].includes(code)
    || code >= 3000 && code <= 4999;

  /** Returns the bytes of a text as a client sends it: one frame, masked with four bytes. */
  function write(text, key) {
    const content = new TextEncoder().encode(text);
    const length = content.length < 126 ? [0x80 | content.length]
      : [0x80 | 126, content.length >> 8, content.length & 255];
    return [0x81, ...length, ...key, ...content.map((byte, i) => byte ^ key[i % 4])];
  }

  function utf8(bytes) {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array(bytes));
    } catch {
      return undefined;
    }
  }

  /**
   * Reads bytes as a server does. Returns what comes of them, in order: { message }, { ping },
   * { close, rule } with which nothing more is read, { waits } for bytes that have not come.
   */
  function read(bytes) {
    const events = [];
    let at = 0;
    let begun; // the content of a message whose last frame has not come
    while (at < bytes.length) {
      if (bytes.length - at < 2) return [...events, { waits: "header" }];
      const fin = bytes[at] >> 7;
      const reserved = bytes[at] >> 4 & 7;
      const opcode = bytes[at] & 15;
      const masked = bytes[at + 1] >> 7;
      let length = bytes[at + 1] & 127;
      const control = opcode >= CLOSE;
      const fail = (close, rule) => [...events, { close, rule }];
      if (!masked) return fail(1002, "mask");
      const more = length === 126 ? 2 : length === 127 ? 8 : 0;
      if (bytes.length - at < 2 + more + 4) return [...events, { waits: "header" }];
      if (more) {
        length = bytes.slice(at + 2, at + 2 + more).reduce((sum, byte) => sum * 256 + byte, 0);
      }
      if (reserved) return fail(1002, "reserved");
      if (![CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG].includes(opcode)) {
        return fail(1002, "opcode");
      }
      if (control && !fin) return fail(1002, "fragmented");
      if (control && length > 125) return fail(1002, "long");
      if (opcode === CONTINUATION && begun === undefined) return fail(1002, "nothing");
      if ((opcode === TEXT || opcode === BINARY) && begun !== undefined) {
        return fail(1002, "unfinished");
      }
      if (length + (begun?.length ?? 0) > 65536) return fail(1009, "big");
      const start = at + 2 + more + 4;
      if (bytes.length < start + length) return [...events, { waits: "content" }];
      const key = bytes.slice(start - 4, start);
      const content = bytes.slice(start, start + length).map((byte, i) => byte ^ key[i % 4]);
      at = start + length;
      if (opcode === PING) events.push({ ping: content });
      if (opcode === CLOSE) {
        if (length === 1) return fail(1002, "half");
        if (length === 0) return [...events, { close: 1000, rule: "bye" }];
        const code = content[0] * 256 + content[1];
        if (!travels(code)) return fail(1002, "code");
        return utf8(content.slice(2)) === undefined ? fail(1007, "utf8")
          : [...events, { close: code, rule: "bye" }];
      }
      if (opcode === BINARY) return fail(1003, "binary");
      if (opcode === TEXT || opcode === CONTINUATION) {
        begun = [...begun ?? [], ...content];
        if (!fin) continue;
        const message = utf8(begun);
        if (message === undefined) return fail(1007, "utf8");
        events.push({ message });
        begun = undefined;
      }
    }
    if (begun !== undefined) events.push({ waits: "fragment" });
    return events;
  }

  return { write, read };
})();

(() => {
  const it = document.documentElement.lang !== "en";
  const WORDS = it ? {
    title: "Un frame da toccare",
    intro: "Scrivi un testo: questi sono i byte che un client manda. Scegli un byte e cambia uno "
      + "dei suoi bit: sotto leggi che cosa ne fa il server della lezione.",
    text: "Testo", again: "Rimetti tutto a posto", bits: "I bit del byte {n}",
    parts: { first: "FIN, RSV, opcode", second: "MASK, lunghezza", length: "lunghezza",
      key: "chiave", content: "contenuto" },
    xor: "{a} XOR {b} = {c}", letter: ", cioè {d}",
    message: "Il server riceve il testo «{v}».", ping: "Il server risponde con un pong.",
    waits: { header: "Il server aspetta il resto dell'intestazione.",
      content: "Il server aspetta il resto del contenuto.",
      fragment: "Il server aspetta gli altri frammenti del messaggio." },
    none: "Nessuna risposta: un pong si può mandare anche senza che nessuno l'abbia chiesto.",
    close: "Il server chiude con {n}: {v}.",
    rules: { reserved: "un bit riservato vale 1, senza un'estensione (RFC 6455, 5.2)",
      opcode: "un opcode che non esiste (5.2)", mask: "un client deve mascherare (5.1)",
      fragmented: "un frame di controllo non si divide (5.5)",
      long: "un frame di controllo ha al massimo 125 byte (5.5)",
      nothing: "non c'è nessun messaggio da continuare (5.4)",
      unfinished: "un messaggio nuovo prima della fine del precedente (5.4)",
      big: "il messaggio supera 64 KiB, il limite della lezione",
      half: "un codice di chiusura ha due byte (5.5.1)",
      code: "un codice di chiusura che non può viaggiare (7.4)",
      utf8: "il testo non è UTF-8 (8.1)", binary: "la lezione accetta solo testo",
      bye: "è un frame di chiusura, e il server risponde" },
  } : {
    title: "A frame to play with",
    intro: "Write a text: these are the bytes that a client sends. Choose a byte and flip one of "
      + "its bits; below, read what the lesson's server does with it.",
    text: "Text", again: "Put everything back", bits: "The bits of byte {n}",
    parts: { first: "FIN, RSV, opcode", second: "MASK, length", length: "length", key: "key",
      content: "content" },
    xor: "{a} XOR {b} = {c}", letter: ", which is {d}",
    message: "The server receives the text «{v}».", ping: "The server answers with a pong.",
    waits: { header: "The server waits for the rest of the header.",
      content: "The server waits for the rest of the content.",
      fragment: "The server waits for the message's other fragments." },
    none: "No answer: a pong may be sent although nobody has asked for it.",
    close: "The server closes with {n}: {v}.",
    rules: { reserved: "a reserved bit is 1, without an extension (RFC 6455, 5.2)",
      opcode: "an opcode that does not exist (5.2)", mask: "a client must mask (5.1)",
      fragmented: "a control frame must not be fragmented (5.5)",
      long: "a control frame has at most 125 bytes (5.5)",
      nothing: "there is no message to continue (5.4)",
      unfinished: "a new message before the end of the one before (5.4)",
      big: "the message is larger than 64 KiB, the lesson's limit",
      half: "a close code has two bytes (5.5.1)", code: "a close code that must not travel (7.4)",
      utf8: "the text is not UTF-8 (8.1)", binary: "the lesson accepts text alone",
      bye: "it is a close frame, and the server answers it" },
  };
  const fill = (text, values) => text.replace(/\{(\w)\}/g, (_, name) => values[name]);
  const hex = byte => byte.toString(16).padStart(2, "0");

  function make(tag, name, text = "") {
    const made = document.createElement(tag);
    made.className = name;
    made.textContent = text;
    return made;
  }

  const box = make("section", "frame-gioco");
  const title = make("h2", "", WORDS.title);
  title.id = "frame-gioco";
  const label = make("label", "", WORDS.text + " ");
  const input = make("input", "");
  input.value = "Ciao, server!";
  input.maxLength = 40;
  label.append(input);
  const again = make("button", "", WORDS.again);
  again.type = "button";
  const row = make("div", "bytes");
  const bits = make("div", "bits");
  bits.setAttribute("role", "group");
  const meaning = make("p", "meaning");
  const verdict = make("p", "verdict");
  verdict.setAttribute("role", "status");
  box.append(title, make("p", "", WORDS.intro), label, again, row, bits, meaning, verdict);
  document.querySelector("main").append(box);

  const key = crypto.getRandomValues(new Uint8Array(4));
  let bytes;
  let chosen = 0;

  /** The name of the part in which a byte of the untouched frame lies. */
  function part(index) {
    if (index < 2) return index === 0 ? "first" : "second";
    return index < bytes.length - size() - 4 ? "length"
      : index < bytes.length - size() ? "key" : "content";
  }

  const size = () => new TextEncoder().encode(input.value).length;

  function show() {
    row.replaceChildren(...bytes.map((byte, i) => {
      const made = make("button", part(i), hex(byte));
      made.type = "button";
      made.title = WORDS.parts[part(i)];
      made.setAttribute("aria-pressed", i === chosen);
      made.addEventListener("click", () => {
        chosen = i;
        show();
      });
      return made;
    }));
    bits.setAttribute("aria-label", fill(WORDS.bits, { n: chosen + 1 }));
    bits.replaceChildren(...[7, 6, 5, 4, 3, 2, 1, 0].map(bit => {
      const made = make("button", "", String(bytes[chosen] >> bit & 1));
      made.type = "button";
      made.setAttribute("aria-label", `bit ${8 - bit}: ${made.textContent}`);
      made.addEventListener("click", () => {
        bytes[chosen] ^= 1 << bit;
        show();
        bits.children[7 - bit].focus();
      });
      return made;
    }));
    const index = chosen - (bytes.length - size());
    const plain = index >= 0 ? bytes[chosen] ^ bytes[bytes.length - size() - 4 + index % 4] : 0;
    meaning.textContent = WORDS.parts[part(chosen)] + (index < 0 ? "" : ": " + fill(WORDS.xor, {
      a: hex(bytes[chosen]), b: hex(bytes[bytes.length - size() - 4 + index % 4]), c: hex(plain),
    }) + (plain > 32 && plain < 127 ? fill(WORDS.letter, { d: String.fromCharCode(plain) }) : ""));
    verdict.textContent = frame.read(bytes).map(event => "message" in event
      ? fill(WORDS.message, { v: event.message }) : event.ping ? WORDS.ping
        : event.waits ? WORDS.waits[event.waits]
          : fill(WORDS.close, { n: event.close, v: WORDS.rules[event.rule] })).join(" ")
      || WORDS.none;
  }

  function start() {
    bytes = frame.write(input.value, key);
    chosen = Math.min(chosen, bytes.length - 1);
    show();
  }

  input.addEventListener("input", start);
  again.addEventListener("click", start);
  start();
})();
