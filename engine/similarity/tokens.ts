import type { Node, TreeCursor } from 'web-tree-sitter';

/*
 * Theory of operation. Code becomes the sequence of its syntax: the kinds of its nodes from the outside in, with
 * operators. What can be changed without thinking is left out: names and literals (only their kind stays),
 * comments, text that stands by itself (docstrings), brackets, commas, semicolons, layout.
 */

/** Lines and columns (in UTF-16 units) from 0. */
export interface Place {
  row: number;
  column: number;
}

/** A node that holds others has no length, but the place where it begins. */
export interface Token {
  kind: string;
  from: Place;
  to: Place;
}

/** Nodes that only hold others together. */
const wrappers = new Set([
  ...['program', 'module', 'source_file', 'block', 'statement_block', 'statement_list', 'expression_list'],
  ...['parenthesized_expression', 'literal_element', 'interpolation', 'template_substitution', 'ERROR'],
]);
const comments = new Set(['comment', 'hash_bang_line', 'html_comment']);
const punctuation = /^[\s(){}[\],;:"'`]*$|^\$\{$/;
/** Words that the kind of the node around them does not say already. */
const operators = /^(?:[^A-Za-z]*|and|or|not|not in|in|is|is not|instanceof|typeof|delete|void)$/;
const numbers = new Set(['integer', 'float', 'number', 'int_literal', 'float_literal', 'imaginary_literal']);
/** What may hold code in turn, and what may not. */
const openTexts = new Set(['string', 'template_string']);
const texts = new Set([
  ...['concatenated_string', 'interpreted_string_literal', 'raw_string_literal', 'rune_literal', 'regex'],
  ...openTexts,
]);
const partsOfText = new Set([
  ...['string_start', 'string_content', 'string_end', 'string_fragment', 'escape_sequence', 'escape_interpolation'],
  ...['format_specifier', 'type_conversion'],
]);

/** The first `most` of them. Does not recurse, however deep the tree is. */
export function tokensOf(root: Node, most: number): Token[] {
  const cursor = root.walk();
  const tokens: Token[] = [];
  try {
    do {
      while (visit(cursor, tokens) && cursor.gotoFirstChild());
    } while (tokens.length < most && gotoNext(cursor));
  } finally {
    cursor.delete();
  }
  return tokens.slice(0, most);
}

function gotoNext(cursor: TreeCursor): boolean {
  while (!cursor.gotoNextSibling()) {
    if (!cursor.gotoParent()) return false;
  }
  return true;
}

/** Adds the token of a node, if it has one. Returns whether to look inside it. */
function visit(cursor: TreeCursor, tokens: Token[]): boolean {
  const kind = cursor.nodeType;
  if (wrappers.has(kind)) return true;
  if (comments.has(kind) || partsOfText.has(kind)) return false;
  if (kind === 'expression_statement' && isText(cursor)) return false;
  if (!cursor.nodeIsNamed && (punctuation.test(kind) || !operators.test(kind))) return false;
  const from = cursor.startPosition;
  const general = generalKind(kind);
  const isWord = general !== null || cursor.currentNode.childCount === 0;
  tokens.push({ kind: general ?? kind, from, to: isWord ? cursor.endPosition : from });
  return !isWord || openTexts.has(kind);
}

/** What people may put in its place without changing anything. */
function generalKind(kind: string): string | null {
  if (numbers.has(kind)) return 'number';
  if (texts.has(kind)) return 'text';
  return /identifier(?:_pattern)?$/.test(kind) ? 'name' : null;
}

function isText({ currentNode }: TreeCursor): boolean {
  const [only, ...others] = currentNode.namedChildren;
  return others.length === 0 && only !== undefined && only !== null && texts.has(only.type);
}
