/* Programs with windows, on a screen that nobody sees, for as long as a file of
 * tests runs. */
"use strict";
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const net = require("node:net");
const path = require("node:path");
const t = require("../browser/support.js");

const running = [];

/* Starts a program that ends with the tests, and all it starts with it. What it
 * says goes to a file of the scratch folder. */
function start(program, args, env, log) {
  const out = fs.openSync(path.join(t.scratch, log), "a");
  const child = spawn(program, args, { detached: true, env,
    stdio: ["ignore", out, out, "pipe"] });
  running.push(child);
  return child;
}

function stop(child) {
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

function stopAll() {
  running.splice(0).forEach(stop);
}

/* A screen: its number, which it chooses itself. */
function screen() {
  const child = start("Xvfb", ["-displayfd", "3", "-screen", "0",
    "1280x1000x24", "-nolisten", "tcp"], process.env, "screen.log");
  return new Promise((resolve, reject) => {
    child.stdio[3].on("data", (text) => resolve(":" + String(text).trim()));
    child.on("error", reject);
    child.on("exit", () => reject(new Error("Xvfb ended")));
  });
}

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

module.exports = { freePort, screen, start, stop, stopAll };
