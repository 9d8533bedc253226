/* What the learner did, kept where keeping really works. Storage is probed and
 * every write is read back: e-readers offer storage that forgets, private
 * windows storage that throws. What it does not take stays in memory and is
 * offered again; the rest of it is read as before. Keys carry the course and its
 * edition, because Chrome gives all file:// pages of a machine one store, and
 * `who` a learning platform says the learner is: no text when it does not say,
 * and then nothing is kept that somebody else would find. */
function openStore(course, who, onLost) {
  const edition = "waymark:" + course.id + ":";
  const prefix = edition + course.edition + ":" + who;
  const unsaved = Object.create(null); /* texts that could not be written */
  const area = typeof who !== "string" ? null : probe();

  /* Another window may be probing at the same time. */
  function probe() {
    const value = String(Math.random());
    const key = prefix + "probe" + value;
    try {
      const found = window.localStorage;
      found.setItem(key, value);
      const kept = found.getItem(key) === value;
      found.removeItem(key);
      return kept && found.getItem(key) === null ? found : null;
    } catch (e) {
      return null;
    }
  }

  /* A text, or null for none: true when storage has it so. */
  function write(key, kept) {
    try {
      if (kept === null) area.removeItem(prefix + key);
      else area.setItem(prefix + key, kept);
      return area.getItem(prefix + key) === kept;
    } catch (e) {
      return false;
    }
  }

  function put(key, kept) {
    if (area && write(key, kept)) delete unsaved[key];
    else {
      unsaved[key] = kept;
      if (area) onLost();
    }
  }

  /* What storage holds of this course, by the key behind `start`. */
  function keysFrom(start) {
    const found = [];
    try {
      for (let i = 0; area && i < area.length; i++) {
        const key = area.key(i);
        if (key.indexOf(start) === 0) found.push(key.slice(start.length));
      }
    } catch (e) { /* then nothing is known of it */ }
    return found;
  }

  return {
    /* Whether all of it is kept. */
    lasting: () => {
      return area !== null && Object.keys(unsaved).length === 0;
    },
    full: () => {
      return area !== null && Object.keys(unsaved).length > 0;
    },
    /* The value kept, or null. Anything that is not ours reads as null. */
    get: (key) => {
      try {
        const kept = key in unsaved || !area
          ? unsaved[key] : area.getItem(prefix + key);
        const value = JSON.parse(kept || null);
        return value && typeof value === "object" ? value : null;
      } catch (e) {
        return null;
      }
    },
    set: (key, value) => {
      put(key, JSON.stringify(value));
    },
    remove: (key) => {
      put(key, null);
    },
    /* Room may have been made meanwhile. */
    again: () => {
      Object.keys(unsaved).forEach((key) => {
        if (area) put(key, unsaved[key]);
      });
    },
    keys: () => {
      return keysFrom(prefix).concat(Object.keys(unsaved));
    },
    /* Our key behind a key of the storage; null for those of others. */
    own: (key) => {
      return key && key.indexOf(prefix) === 0 ? key.slice(prefix.length) : null;
    },
    /* The latest edition before this one of which something is kept; 0 if
     * none. */
    earlierEdition: () => {
      return keysFrom(edition).reduce((found, key) => {
        const number = parseInt(key, 10);
        const ours = key.indexOf(number + ":" + who) === 0;
        return ours && number < course.edition ? Math.max(found, number) : found;
      }, 0);
    }
  };
}

const NAME_MOST = 60;

/* A name as it is kept: no signs that turn or hide the text around it. */
function cleanName(name) {
  const plain = String(name || "")
    .replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
  return Array.from(plain.trim()).slice(0, NAME_MOST).join("").normalize();
}

/* Learners of this course on this machine: one slot each, {id, name, token,
 * seed}; the token is the learner's own on whatever machine. A slot that holds
 * nothing yet is not written. Other windows write the list too, so it is read
 * again before it is written; and answers whose slot is not in it (the list was
 * lost, the answers were not) have one, so that nobody else gets it. */
function openSlots(store) {
  const list = [];
  const kept = read();
  store.keys().forEach((key) => {
    const found = /^([1-9][0-9]{0,5}):/.exec(key);
    if (found && !find(found[1])) list.push({ id: found[1], name: "" });
  });
  const known = list.length > 0;
  if (!known) list.push({ id: "1", name: "" });
  let current = find(kept.current) || list[0];
  let saved = false;
  let undecided = false; /* nobody has said yet who learns */

  function find(id) {
    return list.filter((slot) => {
      return slot.id === id;
    })[0];
  }

  function read() {
    const found = store.get("slots") || {};
    (Array.isArray(found.list) ? found.list : []).forEach((slot) => {
      if (!slot || !/^[1-9][0-9]{0,5}$/.test(slot.id)) return;
      if (!find(slot.id)) list.push({ id: String(slot.id) });
      Object.assign(find(slot.id), { name: cleanName(slot.name),
        token: String(slot.token || "").slice(0, 40) });
      if (Number.isInteger(slot.seed)) find(slot.id).seed = slot.seed;
    });
    return found;
  }

  function save(change) {
    read();
    if (change) change();
    undecided = false;
    if (!current.token) {
      current.token = Math.random().toString(36).slice(2) +
        Date.now().toString(36);
    }
    saved = true;
    store.set("slots", { current: current.id, list: list });
  }

  function use(slot, change) {
    current = slot;
    save(change);
  }

  /* A slot that holds nothing, and is nobody's. */
  function emptySlot(used) {
    read();
    const top = list.reduce((n, slot) => {
      return Math.max(n, Number(slot.id));
    }, 0);
    let slot = list.filter((s) => {
      return s !== current && !s.name && !used(s);
    })[0];
    if (!slot) {
      slot = { id: String(top + 1), name: "" };
      list.push(slot);
    }
    return slot;
  }

  /* Nothing in it is from whom it was before. */
  function renew() {
    current.name = current.token = "";
    delete current.seed;
  }

  return {
    list: list,
    known: known,        /* somebody was here before this page was opened */
    current: () => {
      return current;
    },
    /* Two of one name are told apart by their numbers. */
    name: (slot) => {
      const twin = slot.name && list.some((other) => {
        return other !== slot && other.name === slot.name;
      });
      return slot.name ? slot.name + (twin ? " (" + numeral(Number(slot.id)) + ")" : "")
        : text("learner-number", { n: Number(slot.id) });
    },
    /* A number of the learner's own, for orders that differ between them. */
    seed: () => {
      if (!Number.isInteger(current.seed) || current.seed < 0) {
        current.seed = Math.floor(Math.random() * 1e9);
      }
      return current.seed;
    },
    key: (exercise) => {
      return current.id + ":" + exercise;
    },
    /* Before the first thing is kept in a slot. */
    keep: () => {
      if (!saved) save();
    },
    use: use,
    /* What another window has written; true when somebody else learns now. */
    follow: () => {
      const found = find(read().current);
      if (!found || found === current) return false;
      current = found;
      return true;
    },
    rename: (name, token) => {
      save(() => {
        current.name = cleanName(name);
        if (token) current.token = token;
      });
    },
    /* For somebody else. */
    add: (used) => {
      use(emptySlot(used), renew);
    },
    /* Until it is known who learns; not written before something is. */
    begin: (used) => {
      current = emptySlot(used);
      renew();
      undecided = true;
    },
    undecided: () => {
      return undecided;
    },
    clear: () => {
      save(renew);
    }
  };
}

/* What to say where nothing is kept. A book's chapters are pages of their own,
 * and go with what they hold when the reader turns to another. */
function lostKey() {
  return document.body.classList.contains("wm-chapter")
    ? "kept-chapter" : "kept-nowhere";
}
