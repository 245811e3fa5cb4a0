// expect: OLE stdout
exports.attack = () => {
  console.log('right');
  console.log(' '.repeat(10 << 20));
};
