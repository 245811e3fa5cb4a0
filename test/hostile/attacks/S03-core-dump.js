// expect: RTE signal:SIGABRT
exports.attack = () => process.abort();
