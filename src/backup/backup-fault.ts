/** A backup cannot be made or used; the message says what was expected and what to do. */
export class BackupFault extends Error {
  override readonly name = 'BackupFault';
}
