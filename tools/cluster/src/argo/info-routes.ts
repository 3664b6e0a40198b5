import { type Route, route } from './call.ts';

/** Routes that tell about the server. */
export const infoRoutes: readonly Route[] = [
  route('GET', '/api/v1/version', () => ({
    version: 'v4.1.2',
    buildDate: '1970-01-01T00:00:00Z',
    gitCommit: '',
    gitTag: '',
    gitTreeState: '',
    goVersion: 'go1.26.8',
    compiler: 'gc',
    platform: 'linux/amd64',
  })),
  route('GET', '/api/v1/info', () => ({ modals: {} })),
  route('GET', '/api/v1/userinfo', () => ({})),
];
