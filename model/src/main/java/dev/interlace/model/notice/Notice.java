package dev.interlace.model.notice;

/** Something that a step tells the sessions of other connections. */
public sealed interface Notice permits KeyChange, Message, UserChange {}
