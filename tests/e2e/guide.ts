/** A request of a guide and the answer that the guide shows for it. */
export interface Step {
  readonly request: string;
  /** The JSON block right behind the request. */
  readonly answer: string;
}

/** The GraphQL requests of a Markdown text, each with the JSON answer behind it. */
export const stepsIn = (markdown: string): readonly Step[] =>
  [...markdown.matchAll(/```graphql\n([\s\S]*?)```(?:\s*```json\n([\s\S]*?)```)?/g)].map(
    ([, request = '', answer = '']) => ({ request, answer }),
  );

const POSITION = /[0-9a-f-]{36}:\d+/g;
const INSTANT = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;
const SECRET = /"secret":\s*"[^"]*"/g;

/** The answer without what is another at each start: positions, times, secrets. */
export const lasting = (answer: unknown): unknown =>
  JSON.parse(
    JSON.stringify(answer)
      .replace(POSITION, 'POSITION')
      .replace(INSTANT, 'INSTANT')
      .replace(SECRET, '"secret":"SECRET"'),
  );
