/**
 * The command line of iperf3: its options as one table, the grammar of getopt_long, what a command
 * line asks for, and the command that does it.
 *
 * <p>Here live words and files: options, their checks and texts, standard output and error, exit
 * codes, signals. Nothing here opens a socket; that is the business of the client and the server
 * one package up.
 */
package dev.weir.bandwidth.iperf3.cli;
