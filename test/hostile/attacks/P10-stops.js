// expect: TLE wall
exports.attack = () => {
  for (const pid of [1, process.ppid]) {
    try {
      process.kill(pid, 'SIGSTOP');
      process.exit(1);
    } catch (error) {
      if (error.code !== 'EPERM') throw error;
    }
  }
  process.kill(process.pid, 'SIGSTOP');
};
