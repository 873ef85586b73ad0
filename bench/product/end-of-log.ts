/** The position at the end of a server's log, as its clients are told it: `storeId:number`. */
export const endOfLog = async (port: number, token: string): Promise<string> => {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ resourceRoles { position } }' }),
  });
  const { data } = (await response.json()) as { data: { resourceRoles: { position: string } } };
  return data.resourceRoles.position;
};
