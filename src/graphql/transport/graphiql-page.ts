/**
 * The page for trying out queries. Everything it needs comes from this server: nothing is fetched from
 * elsewhere.
 */
export const GRAPHIQL_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <title>Liaison · GraphiQL</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/graphiql/graphiql.css">
    <link rel="stylesheet" href="/graphiql/page.css">
  </head>
  <body>
    <div id="graphiql">Loading…</div>
    <script src="/graphiql/react.js"></script>
    <script src="/graphiql/react-dom.js"></script>
    <script src="/graphiql/graphql-sse.js"></script>
    <script src="/graphiql/graphiql.js"></script>
    <script src="/graphiql/page.js"></script>
  </body>
</html>
`;

export const GRAPHIQL_STYLE = `html, body, #graphiql { height: 100%; margin: 0; }
`;

/** The page's script: queries by POST, subscriptions by SSE, both with the headers of the headers editor. */
export const GRAPHIQL_SCRIPT = `'use strict';
(() => {
  const first = [
    '# Paste a token under "Headers" below, for example {"Authorization": "Bearer ..."}.',
    '# The demo prints one for each kind of actor. Then press Ctrl+Enter.',
    '',
    'query Start {',
    '  __typename',
    '}',
    '',
  ].join('\\n');

  // The editor starts with an empty token; sent like that, it would be refused.
  const withoutEmptyToken = (headers) =>
    Object.fromEntries(
      Object.entries(headers || {}).filter(
        ([name, value]) => name.toLowerCase() !== 'authorization' || !/^\\s*(Bearer)?\\s*$/i.test(value),
      ),
    );

  const isSubscription = ({ operationName }, { documentAST } = {}) =>
    Boolean(documentAST) &&
    documentAST.definitions.some(
      ({ operation, name }) =>
        operation === 'subscription' && (!operationName || (name && name.value === operationName)),
    );

  const post = async (request, headers) => {
    const answer = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify(request),
    });
    return answer.json();
  };

  const fetcher = (request, options) => {
    const headers = withoutEmptyToken(options && options.headers);
    if (!isSubscription(request, options)) return post(request, headers);
    return graphqlSse.createClient({ url: '/graphql/stream', headers, retryAttempts: 0 }).iterate(request);
  };

  const page = React.createElement(GraphiQL, {
    fetcher,
    defaultQuery: first,
    defaultHeaders: '{"Authorization": "Bearer "}',
    isHeadersEditorEnabled: true,
    defaultEditorToolsVisibility: 'headers',
  });
  ReactDOM.createRoot(document.getElementById('graphiql')).render(page);
})();
`;
