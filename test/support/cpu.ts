/** CPU time of this thread since this call, in ms: what a busy machine does not lengthen. */
export function startCpuClock(): () => number {
  const begin = process.threadCpuUsage();
  return () => {
    const { user, system } = process.threadCpuUsage(begin);
    return (user + system) / 1000;
  };
}
