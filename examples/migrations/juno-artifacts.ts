import { pipeline } from '@tiphys/pipeline';
import { printFile, writeMessage } from './components.generated.ts';

export default pipeline('artifacts', { message: 'hello world' }, ({ message }) => ({
  length: printFile({ file: writeMessage({ message }) }),
}));
