import 'reflect-metadata';

beforeEach(() => {
  expect.hasAssertions();
});
