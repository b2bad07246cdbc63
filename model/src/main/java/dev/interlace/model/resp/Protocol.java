package dev.interlace.model.resp;

/** The version of the protocol a connection speaks; every connection starts with the second and may ask for the third by HELLO. */
public enum Protocol {
  RESP2,
  RESP3
}
