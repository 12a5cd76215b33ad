CREATE TABLE letter (id bigint PRIMARY KEY);
