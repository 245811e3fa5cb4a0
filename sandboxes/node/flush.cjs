// To a pipe, Node writes in the background, and process.exit drops what is not written yet: of an output over 64 KiB the
// rest would be lost, which a candidate never sees on a terminal or with a file. Blocking writes lose nothing.
process.stdout._handle?.setBlocking?.(true);
