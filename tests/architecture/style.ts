import ts from 'typescript';
import { placeOf, type Rule, type Source, walk } from './sources';

const SOURCE_LINES_MAX = 250;
const TEST_LINES_MAX = 300;
/** The formatter keeps code to 110; this is for comments and texts, which it leaves alone. */
const LINE_CHARACTERS_MAX = 120;
const FUNCTION_LINES_MAX = 60;
const VAGUE_NAMES = /(^|\/)((.*-)?(utils?|helpers?|impl)|common|managers?|services?|misc)\.ts$/;

const isTest = ({ path }: Source): boolean => path.startsWith('tests/');
const linesOf = (text: string): number => text.trimEnd().split('\n').length;

/** Files are short enough to be read at once. */
export const keepsFilesShort: Rule = (sources) =>
  sources.flatMap((source) => {
    const [lines, most] = [linesOf(source.text), isTest(source) ? TEST_LINES_MAX : SOURCE_LINES_MAX];
    return lines > most ? [`${source.path}: expected at most ${most} lines, got ${lines}`] : [];
  });

/** Lines fit into a window. */
export const keepsLinesShort: Rule = (sources) =>
  sources.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, place) => (line.length > LINE_CHARACTERS_MAX ? [`${path}:${place + 1}`] : [])),
  );
/** Functions are short enough to be understood at once; a list of cases, one for each event, may be as long as it is. */
export const keepsFunctionsShort: Rule = (sources) =>
  found(sources, (node, { text }) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined || isOneSwitch(node.body))
      return false;
    return linesOf(text.slice(node.getStart(), node.end)) > FUNCTION_LINES_MAX;
  });

const isOneSwitch = (body: ts.Node): boolean =>
  ts.isBlock(body) &&
  body.statements.some((statement) => ts.isSwitchStatement(statement)) &&
  body.statements.length <= 2;

/** A type is said, or it is `unknown`; an exception has its reason in the line above, for the linter. */
export const saysNoAny: Rule = (sources) =>
  found(sources, (node, { text, tree }) => {
    if (node.kind !== ts.SyntaxKind.AnyKeyword) return false;
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
    return !/biome-ignore lint\/suspicious\/noExplicitAny: \S/.test(text.split('\n')[line - 1] ?? '');
  });

/** What may be absent is asked, not claimed: no `!` after a value, and none after the name of a field. */
export const claimsNoPresence: Rule = (sources) =>
  found(
    sources,
    (node) =>
      ts.isNonNullExpression(node) || (ts.isPropertyDeclaration(node) && node.exclamationToken !== undefined),
  );

/** No `enum`, no `namespace`, no default export: other words do the same without surprises. */
export const avoidsSpecialSyntax: Rule = (sources) =>
  found(
    sources,
    (node) =>
      ts.isEnumDeclaration(node) ||
      (ts.isModuleDeclaration(node) && !isAugmentation(node)) ||
      ts.isExportAssignment(node),
  );

const isAugmentation = (node: ts.ModuleDeclaration): boolean => ts.isStringLiteral(node.name);

/** Output goes through the logger or to the stream that it is meant for. */
export const callsNoConsole: Rule = (sources) =>
  found(sources, (node) => ts.isPropertyAccessExpression(node) && node.expression.getText() === 'console');

/** Work that is left is an issue, not a comment. */
export const leavesNothingToDo: Rule = (sources) =>
  sources.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, place) => (/\b(TODO|FIXME|XXX|HACK)\b/.test(line) ? [`${path}:${place + 1}`] : [])),
  );

/** A file is named after what is in it. */
export const namesFilesWell: Rule = (sources) =>
  sources.flatMap(({ path }) =>
    VAGUE_NAMES.test(path) || !/^[a-z0-9-]+(\.walk)?(\.test)?\.ts$/.test(path.split('/').at(-1) ?? '')
      ? [path]
      : [],
  );

/** Each exported function and class says what it promises. */
export const documentsExports: Rule = (sources) =>
  sources.flatMap((source) =>
    source.tree.statements
      .filter(
        (statement) =>
          isExported(statement) &&
          needsDocument(statement) &&
          ts.getJSDocCommentsAndTags(statement).length === 0,
      )
      .map((statement) => placeOf(source, statement)),
  );

const isExported = (node: ts.Statement): boolean =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false);

/** A constant whose name says all needs no sentence; a function that is one does. */
const needsDocument = (node: ts.Statement): boolean => {
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return true;
  return (
    ts.isVariableStatement(node) &&
    node.declarationList.declarations.some(
      ({ initializer }) => initializer !== undefined && ts.isArrowFunction(initializer),
    )
  );
};

const found = (
  sources: readonly Source[],
  breaks: (node: ts.Node, source: Source) => boolean,
): readonly string[] =>
  sources.flatMap((source) => {
    const places: string[] = [];
    walk(source.tree, (node) => {
      if (breaks(node, source)) places.push(placeOf(source, node));
    });
    return places;
  });
