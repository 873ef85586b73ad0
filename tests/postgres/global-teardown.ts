import './global-setup';

const tearDown = async (): Promise<void> => {
  await globalThis.startedPostgres?.stop();
};

module.exports = tearDown;
