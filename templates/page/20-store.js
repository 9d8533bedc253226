/* What the learner did, kept where keeping really works. Storage is probed and
 * every write is read back: e-readers offer storage that forgets, private
 * windows storage that throws. Memory stands behind it in any case. Keys carry
 * the course and its edition, because Chrome gives all file:// pages of a
 * machine one store, and `who` a learning platform says the learner is. */
function openStore(course, who, onLost) {
  const prefix = "waymark:" + course.id + ":" + course.edition + ":" + who;
  const memory = {};
  let area = probe();

  function probe() {
    const key = prefix + "probe";
    const value = String(Date.now());
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

  function lose() {
    if (!area) return;
    area = null;
    onLost();
  }

  return {
    lasting: function () {
      return area !== null;
    },
    /* The value kept, or null. Anything that is not ours reads as null. */
    get: function (key) {
      let kept = key in memory ? memory[key] : null;
      try {
        if (area) kept = area.getItem(prefix + key);
      } catch (e) {
        lose();
      }
      try {
        const value = JSON.parse(kept);
        return value && typeof value === "object" ? value : null;
      } catch (e) {
        return null;
      }
    },
    set: function (key, value) {
      const kept = JSON.stringify(value);
      memory[key] = kept;
      if (!area) return;
      try {
        area.setItem(prefix + key, kept);
        if (area.getItem(prefix + key) !== kept) lose();
      } catch (e) {
        lose();
      }
    },
    /* The latest edition before this one of which something is kept; 0 if
     * none. */
    earlierEdition: function () {
      const start = "waymark:" + course.id + ":";
      let found = 0;
      try {
        for (let i = 0; area && i < area.length; i++) {
          const key = area.key(i);
          const edition = key.indexOf(start) === 0
            ? parseInt(key.slice(start.length), 10) : 0;
          if (edition < course.edition) found = Math.max(found, edition);
        }
      } catch (e) { /* then nothing is known of it */ }
      return found;
    },
    remove: function (key) {
      delete memory[key];
      try {
        if (area) area.removeItem(prefix + key);
      } catch (e) {
        lose();
      }
    }
  };
}

/* Learners of this course on this machine: one slot each. A slot that holds
 * nothing yet is not written. */
function openSlots(store) {
  const kept = store.get("slots") || {};
  const list = (Array.isArray(kept.list) ? kept.list : []).filter(function (s) {
    return s && /^[1-9][0-9]*$/.test(s.id);
  });
  if (list.length === 0) list.push({ id: "1", name: "" });
  let current = list[0];
  list.forEach(function (slot) {
    if (slot.id === kept.current) current = slot;
  });

  let saved = false;

  function save() {
    saved = true;
    store.set("slots", { current: current.id, list: list });
  }

  return {
    list: list,
    current: function () {
      return current;
    },
    name: function (slot) {
      return String(slot.name || "") || text("learner-number", { n: Number(slot.id) });
    },
    /* A number of the learner's own, for orders that differ between them. */
    seed: function () {
      if (!Number.isInteger(current.seed) || current.seed < 0) {
        current.seed = Math.floor(Math.random() * 1e9);
      }
      return current.seed;
    },
    key: function (exercise) {
      return current.id + ":" + exercise;
    },
    /* Before the first thing is kept in a slot. */
    keep: function () {
      if (!saved) save();
    },
    use: function (slot) {
      current = slot;
      save();
    },
    rename: function (name) {
      current.name = name.trim().slice(0, 60);
      save();
    },
    /* A slot for somebody else: an empty one if there is one. */
    add: function (used) {
      const top = list.reduce(function (n, slot) {
        return Math.max(n, Number(slot.id));
      }, 0);
      let slot = list.filter(function (s) {
        return s !== current && !s.name && !used(s);
      })[0];
      if (!slot) {
        slot = { id: String(top + 1), name: "" };
        list.push(slot);
      }
      current = slot;
      save();
    }
  };
}
