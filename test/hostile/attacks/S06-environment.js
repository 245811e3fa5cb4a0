// expect: AC
const allowed = ['HOME', 'LANG', 'PATH', 'UV_THREADPOOL_SIZE'];

exports.attack = () => {
  const names = Object.keys(process.env).sort();
  console.log(names.join() === allowed.join() ? 'right' : names);
};
