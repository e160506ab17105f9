// What is opened less often brings its own words along, so that no page carries them for it.
import { ensureMessages } from '../../shared/i18n/catalogue';

export const withWords =
  <Module>(load: () => Promise<Module>) =>
  async (): Promise<Module> => {
    const [module] = await Promise.all([load(), ensureMessages('matching/dialogs')]);
    return module;
  };
