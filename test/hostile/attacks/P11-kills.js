// expect: RTE signal:SIGKILL
exports.attack = () => {
  for (const pid of [1, process.ppid, -1]) {
    try {
      process.kill(pid, 'SIGKILL');
      process.exit(1);
    } catch {}
  }
  process.kill(process.pid, 'SIGKILL');
};
