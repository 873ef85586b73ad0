import ts from 'typescript';
import { placeOf, type Rule, type Source, walk } from './sources';

const PURE = [/^events\//, /^projections\/.*\/project\.ts$/, /^src\/domain\//];
const IMPURE_GLOBALS = new Set([
  'process',
  'performance',
  'setTimeout',
  'setInterval',
  'fetch',
  'console',
  'require',
]);
const IMPURE_MEMBERS = new Set(['Date.now', 'Math.random', 'crypto.randomUUID', 'crypto.getRandomValues']);

/** Events, deciders and the folds of read models know no clock, no chance and no outside world. */
export const isPure: Rule = (sources) =>
  sources.filter(({ path }) => PURE.some((pure) => pure.test(path))).flatMap(impuritiesOf);

const impuritiesOf = (source: Source): readonly string[] => {
  const found: string[] = [];
  walk(source.tree, (node) => {
    const what = impurity(node);
    if (what !== undefined) found.push(`${placeOf(source, node)}: ${what}`);
  });
  return found;
};

const impurity = (node: ts.Node): string | undefined => {
  if (ts.isPropertyAccessExpression(node) && IMPURE_MEMBERS.has(node.getText())) return node.getText();
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
    return 'new Date()';
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'Date()';
  if (ts.isAwaitExpression(node)) return 'await';
  return ts.isIdentifier(node) && IMPURE_GLOBALS.has(node.text) && isUse(node) ? node.text : undefined;
};

/** Whether the name stands for the global thing, and not for a property or a key of the same name. */
const isUse = ({ parent, text }: ts.Identifier): boolean => {
  if (ts.isPropertyAccessExpression(parent)) return parent.expression.getText() === text;
  return ts.isCallExpression(parent) || ts.isElementAccessExpression(parent);
};
