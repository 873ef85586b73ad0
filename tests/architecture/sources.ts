import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..', '..');

/** A source file as the rules see it; the path is from the root of the repository, with slashes. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

/** Names what breaks a rule, each as `path: what`; empty where nothing does. */
export type Rule = (sources: readonly Source[]) => readonly string[];

/** A source that is made up, to see whether a rule can fail. */
export const sourceOf = (path: string, text: string): Source => ({
  path,
  text,
  tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true, ts.ScriptKind.TS),
});

/** All TypeScript sources below these folders of the repository. */
export const sourcesIn = (...folders: readonly string[]): readonly Source[] =>
  folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
      .sort()
      .map((path) => sourceOf(path, readFileSync(join(ROOT, path), 'utf8'))),
  );

/** What a source imports, as it is written there; re-exports, `import()` and `require()` included. */
export const importsOf = ({ text }: Source): readonly string[] =>
  ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);

/** What a source imports of the repository itself, as paths without an ending. */
export const ownImportsOf = (source: Source): readonly string[] =>
  importsOf(source)
    .filter((name) => name.startsWith('.'))
    .map((name) => resolved(source, name));

const resolved = ({ path }: Source, name: string): string =>
  posix.normalize(posix.join(posix.dirname(path), name));

/** The own imports of a source that are there when the program runs. */
export const valueImportsOf = (source: Source): readonly string[] =>
  source.tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier: name } = statement;
    if (name === undefined || !ts.isStringLiteral(name) || !name.text.startsWith('.')) return [];
    return isOfTypesOnly(statement) ? [] : [resolved(source, name.text)];
  });

const isOfTypesOnly = (statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean => {
  if (ts.isExportDeclaration(statement)) return statement.isTypeOnly;
  const { importClause } = statement;
  if (importClause === undefined) return false;
  const named = importClause.namedBindings;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  return (
    named !== undefined && ts.isNamedImports(named) && named.elements.every(({ isTypeOnly }) => isTypeOnly)
  );
};

/** Calls `visit` for each node of a source. */
export const walk = (node: ts.Node, visit: (node: ts.Node) => void): void => {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
};

/** Where a node stands, for people. */
export const placeOf = ({ path, tree }: Source, node: ts.Node): string =>
  `${path}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}`;
