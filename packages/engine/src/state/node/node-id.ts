export { nodeId, podName } from '@tiphys/models/facts';
