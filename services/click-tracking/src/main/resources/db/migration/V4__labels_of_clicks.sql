-- Whom a reported click was taken for, and by which version of the classifier; null for everything else.

alter table received_events
    add column label              text,
    add column classifier_version text;
