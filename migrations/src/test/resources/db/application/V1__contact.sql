CREATE TABLE contact (id bigint PRIMARY KEY);
