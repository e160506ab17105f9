// How the applicant is reached, as they wrote it; corrected here until a decision.
import { useState } from 'react';
import {
  askForAddress,
  type CorrectContact,
  correctContact,
  type FollowedApplication,
} from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { byLink } from '../../shared/auth/linkToken';
import { AppForm } from '../../shared/form/AppForm';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { Facts } from '../../shared/ui/Facts';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import styles from './Public.module.css';

interface ContactProps {
  application: FollowedApplication;
  token: string;
  onChanged: (next: FollowedApplication) => void;
}

export function ContactDetails(props: ContactProps) {
  const { application } = props;
  const t = useT();
  const [asking, setAsking] = useState<'details' | 'address' | null>(null);
  const stop = () => setAsking(null);
  const { asked_email: asked, residence, residences } = application;
  const place = residences.find(({ code }) => code === residence)?.name ?? residence;
  const none = t('recruitment.contact.none');
  return (
    <section className={styles.part} aria-labelledby="contact">
      <h2 id="contact">{t('recruitment.contact.title')}</h2>
      <Stack>
        <Facts
          items={[
            { term: t('recruitment.contact.name'), value: application.name },
            { term: t('recruitment.email'), value: application.email },
            { term: t('recruitment.contact.phone'), value: application.phone ?? none },
            { term: t('recruitment.contact.residence'), value: place ?? none },
          ]}
        />
        {asked && <p>{t('recruitment.contact.waits', { email: asked })}</p>}
        {application.may_correct && (
          <Stack row>
            <Button onPress={() => setAsking('details')}>{t('recruitment.contact.correct')}</Button>
            <Button onPress={() => setAsking('address')}>
              {t('recruitment.contact.other_address')}
            </Button>
          </Stack>
        )}
      </Stack>
      {asking === 'details' && <DetailsDialog {...props} onClose={stop} />}
      {asking === 'address' && <AddressDialog {...props} onClose={stop} />}
    </section>
  );
}

interface DialogProps extends ContactProps {
  onClose: () => void;
}

const detailsSchema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  phone: z.optional(z.string().check(z.trim(), z.maxLength(40))),
  residence: z.optional(z.string()),
});

function DetailsDialog({ application, token, onChanged, onClose }: DialogProps) {
  const t = useT();
  const form = useAppForm({
    schema: detailsSchema,
    defaults: {
      name: application.name,
      phone: application.phone ?? '',
      residence: application.residence ?? '',
    },
    submit: async ({ name, phone, residence }) => {
      const body: CorrectContact = { name, phone: phone || null, residence: residence || null };
      const headers = { ...byLink(token), ...ifVersion(application) };
      const { data } = await correctContact({ headers, body });
      onChanged(data);
      notify({ tone: 'done', text: t('recruitment.contact.saved') });
      onClose();
    },
  });
  return (
    <Dialog open title={t('recruitment.contact.correct')} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextField name="name" autoComplete="name" label={t('recruitment.contact.name')} />
        <TextField
          name="phone"
          type="tel"
          autoComplete="tel"
          required={false}
          label={t('recruitment.contact.phone')}
          description={t('recruitment.contact.phone_help')}
        />
        <Select
          name="residence"
          required={false}
          label={t('recruitment.contact.residence')}
          options={application.residences.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </AppForm>
    </Dialog>
  );
}

const addressSchema = z.object({ email: z.string().check(z.trim(), z.email(), z.maxLength(254)) });

function AddressDialog({ application, token, onChanged, onClose }: DialogProps) {
  const t = useT();
  const form = useAppForm({
    schema: addressSchema,
    defaults: { email: application.asked_email ?? '' },
    submit: async (body) => {
      const { data } = await askForAddress({ headers: byLink(token), body });
      onChanged(data);
      notify({ tone: 'done', text: t('recruitment.contact.mailed', { email: body.email }) });
      onClose();
    },
  });
  return (
    <Dialog open title={t('recruitment.contact.other_address')} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('recruitment.contact.ask')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('recruitment.contact.address_means', { email: application.email })}</p>
        <TextField
          name="email"
          type="email"
          autoComplete="email"
          label={t('recruitment.contact.new_address')}
        />
      </AppForm>
    </Dialog>
  );
}
