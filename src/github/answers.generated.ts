/** What GitHub answers to the App's documents, and their variables. Made by `npm run generate`: edit the documents and run it again. */
export type Answers = {
  AddedReadmes: {
    data: {
      node: {
        p1: {
          files: {
            nodes: ({
              path: string;
              changeType: 'ADDED' | 'CHANGED' | 'COPIED' | 'DELETED' | 'MODIFIED' | 'RENAMED';
            } | null)[] | null;
          } | null;
        } | null;
      } | null;
    };
    variables: {
      repositoryId: string;
    };
  };
  Commit: {
    data: {
      node: {
        isArchived: boolean;
        object: {
          checkSuites: {
            nodes: ({
              app: {
                slug: string;
              } | null;
              status: 'COMPLETED' | 'IN_PROGRESS' | 'PENDING' | 'QUEUED' | 'REQUESTED' | 'WAITING';
              conclusion: 'ACTION_REQUIRED' | 'CANCELLED' | 'FAILURE' | 'NEUTRAL' | 'SKIPPED' | 'STALE' | 'STARTUP_FAILURE' | 'SUCCESS' | 'TIMED_OUT' | null;
              createdAt: string;
              updatedAt: string;
              workflowRun: {
                event: string;
                url: string;
                file: {
                  path: string;
                } | null;
              } | null;
            } | null)[] | null;
          } | null;
        } | {
          checkSuites?: never;
        } | null;
        pullRequests: {
          nodes: ({
            number: number;
            headRefOid: string;
          } | null)[] | null;
          pageInfo: {
            hasNextPage: boolean;
            endCursor: string | null;
          };
        };
      } | null;
    };
    variables: {
      repositoryId: string;
      head: string;
      after?: string | null;
    };
  };
  CommitIndex: {
    data: {
      createCommitOnBranch: {
        commit: {
          oid: string;
          url: string;
        } | null;
      } | null;
    };
    variables: {
      input: object;
    };
  };
  Contents: {
    data: {
      node: {
        nameWithOwner: string;
        f0: {
          entries: ({
            name: string;
            mode: number;
            type: string;
            oid: string;
          })[] | null;
        } | {
          entries?: never;
        } | null;
        b0: {
          oid: string;
          byteSize: number;
          isBinary: boolean | null;
          isTruncated: boolean;
          text: string | null;
        } | {
          oid?: never;
          byteSize?: never;
          isBinary?: never;
          isTruncated?: never;
          text?: never;
        } | null;
      } | null;
    };
    variables: {
      repositoryId: string;
    };
  };
  Conversation: {
    data: {
      node: {
        pullRequest: {
          id: string;
          author: {
            login: string;
          } | null;
          comments: {
            nodes: ({
              id: string;
              url: string;
              body: string;
              viewerDidAuthor: boolean;
              lastEditedAt: string | null;
              author: {
                __typename: 'Bot' | 'EnterpriseUserAccount' | 'Mannequin' | 'Organization' | 'User';
                login: string;
              } | null;
              reactionGroups: ({
                content: 'CONFUSED' | 'EYES' | 'HEART' | 'HOORAY' | 'LAUGH' | 'ROCKET' | 'THUMBS_DOWN' | 'THUMBS_UP';
                viewerHasReacted: boolean;
              })[] | null;
              userContentEdits: {
                nodes: ({
                  id: string;
                  editor: {
                    __typename: 'Bot' | 'EnterpriseUserAccount' | 'Mannequin' | 'Organization' | 'User';
                    login: string;
                  } | null;
                } | null)[] | null;
              } | null;
            } | null)[] | null;
            pageInfo: {
              hasNextPage: boolean;
              endCursor: string | null;
            };
          };
          latestOpinionatedReviews: {
            nodes: ({
              state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING';
              author: {
                __typename: 'Bot' | 'EnterpriseUserAccount' | 'Mannequin' | 'Organization' | 'User';
                login: string;
              } | null;
              commit: {
                oid: string;
              } | null;
            } | null)[] | null;
          } | null;
        } | null;
      } | null;
    };
    variables: {
      repositoryId: string;
      number: number;
    };
  };
  CreateCheckRun: {
    data: {
      createCheckRun: {
        checkRun: {
          id: string;
        } | null;
      } | null;
    };
    variables: {
      input: object;
    };
  };
  CreateIndexBranch: {
    data: {
      createRef: {
        ref: {
          id: string;
        } | null;
      } | null;
    };
    variables: {
      input: object;
    };
  };
  DefaultBranch: {
    data: {
      node: {
        nameWithOwner: string;
        isArchived: boolean;
        defaultBranchRef: {
          name: string;
          target: {
            oid: string;
            history: {
              nodes: ({
                oid: string;
                messageBody: string;
                parents: {
                  nodes: ({
                    oid: string;
                  } | null)[] | null;
                };
              } | null)[] | null;
            };
            checkSuites: {
              nodes: ({
                checkRuns: {
                  nodes: ({
                    externalId: string | null;
                  } | null)[] | null;
                } | null;
              } | null)[] | null;
            } | null;
          } | {
            oid: string;
            history?: never;
            checkSuites?: never;
          } | null;
        } | null;
      } | null;
    };
    variables: {
      repositoryId: string;
      app: number;
      recent: number;
    };
  };
  Existing: {
    data: {
      node: {
        p0: {
          oid: string;
        } | null;
      } | null;
    };
    variables: {
      repositoryId: string;
    };
  };
  FinishReview: {
    data: {
      submit: {
        pullRequestReview: {
          id: string;
        } | null;
      } | null;
    };
    variables: {
      submit: object;
    };
  };
  Head: {
    data: {
      node: {
        nameWithOwner: string;
        url: string;
        isArchived: boolean;
        defaultBranchRef: {
          target: {
            oid: string;
          } | null;
        } | null;
        object: {
          oid: string;
        } | null;
      } | null;
    };
    variables: {
      repositoryId: string;
      head: string;
    };
  };
  IndexProposal: {
    data: {
      node: {
        ref: {
          id: string;
          target: {
            oid: string;
          } | null;
        } | null;
        pullRequests: {
          nodes: ({
            isCrossRepository: boolean;
          } | null)[] | null;
        };
      } | null;
    };
    variables: {
      repositoryId: string;
      ref: string;
      head: string;
    };
  };
  Label: {
    data: {
      node: {
        label: {
          id: string;
        } | null;
      } | null;
    };
    variables: {
      repositoryId: string;
      name: string;
    };
  };
  Libraries: {
    data: {
      nodes: ({
        isArchived: boolean;
        object: {
          entries: ({
            name: string;
            object: {
              entries: ({
                name: string;
              })[] | null;
            } | {
              entries?: never;
            } | null;
          })[] | null;
        } | {
          entries?: never;
        } | null;
      } | {
        isArchived?: never;
        object?: never;
      } | null)[];
    };
    variables: {
      ids: (string)[];
    };
  };
  Library: {
    data: {
      node: {
        isArchived: boolean;
        object: {
          entries: ({
            name: string;
            object: {
              entries: ({
                name: string;
              })[] | null;
            } | {
              entries?: never;
            } | null;
          })[] | null;
        } | {
          entries?: never;
        } | null;
      } | null;
    };
    variables: {
      repositoryId: string;
    };
  };
  MergedRuns: {
    data: {
      node: {
        object: {
          p0: {
            nodes: ({
              associatedPullRequests: {
                nodes: ({
                  number: number;
                  state: 'CLOSED' | 'MERGED' | 'OPEN';
                  baseRefName: string;
                  headRefOid: string;
                  changedFiles: number;
                  files: {
                    nodes: ({
                      path: string;
                      changeType: 'ADDED' | 'CHANGED' | 'COPIED' | 'DELETED' | 'MODIFIED' | 'RENAMED';
                    } | null)[] | null;
                  } | null;
                  commits: {
                    nodes: ({
                      commit: {
                        oid: string;
                        script: {
                          oid: string;
                        } | null;
                        results: {
                          oid: string;
                        } | null;
                        module: {
                          object: {
                            entries: ({
                              name: string;
                              oid: string;
                            })[] | null;
                          } | {
                            entries?: never;
                          } | null;
                        } | null;
                        checkSuites: {
                          nodes: ({
                            app: {
                              slug: string;
                            } | null;
                            status: 'COMPLETED' | 'IN_PROGRESS' | 'PENDING' | 'QUEUED' | 'REQUESTED' | 'WAITING';
                            conclusion: 'ACTION_REQUIRED' | 'CANCELLED' | 'FAILURE' | 'NEUTRAL' | 'SKIPPED' | 'STALE' | 'STARTUP_FAILURE' | 'SUCCESS' | 'TIMED_OUT' | null;
                            createdAt: string;
                            updatedAt: string;
                            workflowRun: {
                              event: string;
                              url: string;
                              file: {
                                path: string;
                              } | null;
                            } | null;
                          } | null)[] | null;
                        } | null;
                      };
                    } | null)[] | null;
                  };
                } | null)[] | null;
              } | null;
            } | null)[] | null;
          };
        } | {
          p0?: never;
        } | null;
      } | null;
    };
    variables: {
      repositoryId: string;
    };
  };
  MoreComments: {
    data: {
      node: {
        comments: {
          nodes: ({
            id: string;
            url: string;
            body: string;
            viewerDidAuthor: boolean;
            lastEditedAt: string | null;
            author: {
              __typename: 'Bot' | 'EnterpriseUserAccount' | 'Mannequin' | 'Organization' | 'User';
              login: string;
            } | null;
            reactionGroups: ({
              content: 'CONFUSED' | 'EYES' | 'HEART' | 'HOORAY' | 'LAUGH' | 'ROCKET' | 'THUMBS_DOWN' | 'THUMBS_UP';
              viewerHasReacted: boolean;
            })[] | null;
            userContentEdits: {
              nodes: ({
                id: string;
                editor: {
                  __typename: 'Bot' | 'EnterpriseUserAccount' | 'Mannequin' | 'Organization' | 'User';
                  login: string;
                } | null;
              } | null)[] | null;
            } | null;
          } | null)[] | null;
          pageInfo: {
            hasNextPage: boolean;
            endCursor: string | null;
          };
        };
      } | null;
    };
    variables: {
      pullRequestId: string;
      after: string;
    };
  };
  MoreFiles: {
    data: {
      node: {
        files: {
          nodes: ({
            path: string;
            changeType: 'ADDED' | 'CHANGED' | 'COPIED' | 'DELETED' | 'MODIFIED' | 'RENAMED';
          } | null)[] | null;
          pageInfo: {
            hasNextPage: boolean;
            endCursor: string | null;
          };
        } | null;
      } | null;
    };
    variables: {
      pullRequestId: string;
      after: string;
    };
  };
  MoreLabels: {
    data: {
      node: {
        labels: {
          nodes: ({
            id: string;
            name: string;
          } | null)[] | null;
          pageInfo: {
            hasNextPage: boolean;
            endCursor: string | null;
          };
        } | null;
      } | null;
    };
    variables: {
      repositoryId: string;
      after: string;
    };
  };
  MoreOpen: {
    data: {
      node: {
        pullRequests: {
          nodes: ({
            number: number;
            headRefOid: string;
            headRefName: string;
            baseRefName: string;
            isCrossRepository: boolean;
            author: {
              login: string;
            } | null;
          } | null)[] | null;
          pageInfo: {
            hasNextPage: boolean;
            endCursor: string | null;
          };
        };
      } | null;
    };
    variables: {
      repositoryId: string;
      after: string;
    };
  };
  OpenPullRequests: {
    data: {
      node: {
        isArchived: boolean;
        defaultBranchRef: {
          name: string;
          target: {
            oid: string;
          } | null;
        } | null;
        object: {
          entries: ({
            name: string;
            object: {
              entries: ({
                name: string;
              })[] | null;
            } | {
              entries?: never;
            } | null;
          })[] | null;
        } | {
          entries?: never;
        } | null;
        pullRequests: {
          nodes: ({
            number: number;
            headRefOid: string;
            updatedAt: string;
          } | null)[] | null;
          pageInfo: {
            hasNextPage: boolean;
            endCursor: string | null;
          };
        };
        mergeQueue: {
          entries: {
            nodes: ({
              headCommit: {
                oid: string;
              } | null;
            } | null)[] | null;
          } | null;
        } | null;
      } | null;
    };
    variables: {
      repositoryId: string;
      after?: string | null;
    };
  };
  OwnCheckRun: {
    data: {
      node: {
        object: {
          checkSuites: {
            nodes: ({
              status: 'COMPLETED' | 'IN_PROGRESS' | 'PENDING' | 'QUEUED' | 'REQUESTED' | 'WAITING';
              checkRuns: {
                nodes: ({
                  id: string;
                  externalId: string | null;
                  status: 'COMPLETED' | 'IN_PROGRESS' | 'PENDING' | 'QUEUED' | 'REQUESTED' | 'WAITING';
                } | null)[] | null;
              } | null;
            } | null)[] | null;
          } | null;
        } | {
          checkSuites?: never;
        } | null;
      } | null;
    };
    variables: {
      repositoryId: string;
      head: string;
      app: number;
    };
  };
  Policy: {
    data: {
      node: {
        nameWithOwner: string;
        object: {
          entries: ({
            name: string;
            object: {
              entries: ({
                name: string;
                mode: number;
                type: string;
                oid: string;
                object: {
                  oid: string;
                  byteSize: number;
                  isBinary: boolean | null;
                  isTruncated: boolean;
                  text: string | null;
                  entries?: never;
                } | {
                  entries: ({
                    name: string;
                    mode: number;
                    oid: string;
                    object: {
                      byteSize: number;
                      isTruncated: boolean;
                      entries?: never;
                    } | {
                      entries: ({
                        name: string;
                        mode: number;
                        oid: string;
                      })[] | null;
                      byteSize?: never;
                      isTruncated?: never;
                    } | {
                      byteSize?: never;
                      isTruncated?: never;
                      entries?: never;
                    } | null;
                  })[] | null;
                  oid?: never;
                  byteSize?: never;
                  isBinary?: never;
                  isTruncated?: never;
                  text?: never;
                } | {
                  oid?: never;
                  byteSize?: never;
                  isBinary?: never;
                  isTruncated?: never;
                  text?: never;
                  entries?: never;
                } | null;
              })[] | null;
            } | {
              entries?: never;
            } | null;
          })[] | null;
        } | {
          entries?: never;
        } | null;
      } | null;
    };
    variables: {
      repositoryId: string;
      patterns: string;
    };
  };
  ProposeIndex: {
    data: {
      createPullRequest: {
        pullRequest: {
          number: number;
        } | null;
      } | null;
    };
    variables: {
      input: object;
    };
  };
  PullRequestSnapshot: {
    data: {
      viewer: {
        login: string;
      };
      node: {
        id: string;
        nameWithOwner: string;
        url: string;
        isArchived: boolean;
        defaultBranchRef: {
          name: string;
          target: {
            oid: string;
          } | null;
        } | null;
        labels: {
          nodes: ({
            id: string;
            name: string;
          } | null)[] | null;
          pageInfo: {
            hasNextPage: boolean;
            endCursor: string | null;
          };
        } | null;
        pullRequests: {
          nodes: ({
            number: number;
            headRefOid: string;
            headRefName: string;
            baseRefName: string;
            isCrossRepository: boolean;
            author: {
              login: string;
            } | null;
          } | null)[] | null;
          pageInfo: {
            hasNextPage: boolean;
            endCursor: string | null;
          };
        };
        pullRequest: {
          id: string;
          number: number;
          url: string;
          state: 'CLOSED' | 'MERGED' | 'OPEN';
          isDraft: boolean;
          locked: boolean;
          author: {
            login: string;
          } | null;
          baseRefName: string;
          headRefName: string;
          headRefOid: string;
          isCrossRepository: boolean;
          changedFiles: number;
          files: {
            nodes: ({
              path: string;
              changeType: 'ADDED' | 'CHANGED' | 'COPIED' | 'DELETED' | 'MODIFIED' | 'RENAMED';
            } | null)[] | null;
            pageInfo: {
              hasNextPage: boolean;
              endCursor: string | null;
            };
          } | null;
          labels: {
            nodes: ({
              id: string;
              name: string;
            } | null)[] | null;
          } | null;
          comments: {
            nodes: ({
              id: string;
              url: string;
              body: string;
              viewerDidAuthor: boolean;
              lastEditedAt: string | null;
              author: {
                __typename: 'Bot' | 'EnterpriseUserAccount' | 'Mannequin' | 'Organization' | 'User';
                login: string;
              } | null;
              reactionGroups: ({
                content: 'CONFUSED' | 'EYES' | 'HEART' | 'HOORAY' | 'LAUGH' | 'ROCKET' | 'THUMBS_DOWN' | 'THUMBS_UP';
                viewerHasReacted: boolean;
              })[] | null;
              userContentEdits: {
                nodes: ({
                  id: string;
                  editor: {
                    __typename: 'Bot' | 'EnterpriseUserAccount' | 'Mannequin' | 'Organization' | 'User';
                    login: string;
                  } | null;
                } | null)[] | null;
              } | null;
            } | null)[] | null;
            pageInfo: {
              hasNextPage: boolean;
              endCursor: string | null;
            };
          };
          reviews: {
            nodes: ({
              id: string;
              state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING';
              body: string;
              viewerDidAuthor: boolean;
              isMinimized: boolean;
              author: {
                __typename: 'Bot' | 'EnterpriseUserAccount' | 'Mannequin' | 'Organization' | 'User';
                login: string;
              } | null;
              comments: {
                nodes: ({
                  id: string;
                  body: string;
                  outdated: boolean;
                  isMinimized: boolean;
                } | null)[] | null;
              };
            } | null)[] | null;
          } | null;
          timelineItems: {
            nodes: ({
              __typename: 'LabeledEvent';
              createdAt: string;
              actor: {
                __typename: 'Bot' | 'EnterpriseUserAccount' | 'Mannequin' | 'Organization' | 'User';
                login: string;
              } | null;
              label: {
                name: string;
              };
            } | {
              __typename: 'UnlabeledEvent';
              createdAt: string;
              actor: {
                __typename: 'Bot' | 'EnterpriseUserAccount' | 'Mannequin' | 'Organization' | 'User';
                login: string;
              } | null;
              label: {
                name: string;
              };
            } | {
              __typename: string;
              createdAt?: never;
              actor?: never;
              label?: never;
            } | null)[] | null;
          };
          latestOpinionatedReviews: {
            nodes: ({
              state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING';
              author: {
                __typename: 'Bot' | 'EnterpriseUserAccount' | 'Mannequin' | 'Organization' | 'User';
                login: string;
              } | null;
              commit: {
                oid: string;
              } | null;
            } | null)[] | null;
          } | null;
          commits: {
            nodes: ({
              commit: {
                oid: string;
                checkSuites: {
                  nodes: ({
                    status: 'COMPLETED' | 'IN_PROGRESS' | 'PENDING' | 'QUEUED' | 'REQUESTED' | 'WAITING';
                    checkRuns: {
                      nodes: ({
                        id: string;
                        externalId: string | null;
                        status: 'COMPLETED' | 'IN_PROGRESS' | 'PENDING' | 'QUEUED' | 'REQUESTED' | 'WAITING';
                      } | null)[] | null;
                    } | null;
                  } | null)[] | null;
                } | null;
                workflows: {
                  nodes: ({
                    app: {
                      slug: string;
                    } | null;
                    status: 'COMPLETED' | 'IN_PROGRESS' | 'PENDING' | 'QUEUED' | 'REQUESTED' | 'WAITING';
                    conclusion: 'ACTION_REQUIRED' | 'CANCELLED' | 'FAILURE' | 'NEUTRAL' | 'SKIPPED' | 'STALE' | 'STARTUP_FAILURE' | 'SUCCESS' | 'TIMED_OUT' | null;
                    createdAt: string;
                    updatedAt: string;
                    workflowRun: {
                      event: string;
                      url: string;
                      file: {
                        path: string;
                      } | null;
                    } | null;
                  } | null)[] | null;
                } | null;
              };
            } | null)[] | null;
          };
        } | null;
      } | null;
    };
    variables: {
      repositoryId: string;
      number: number;
      app: number;
    };
  };
  ResetIndexBranch: {
    data: {
      updateRef: {
        ref: {
          id: string;
        } | null;
      } | null;
    };
    variables: {
      input: object;
    };
  };
  Revisions: {
    data: {
      node: {
        userContentEdits: {
          nodes: ({
            id: string;
            editor: {
              __typename: 'Bot' | 'EnterpriseUserAccount' | 'Mannequin' | 'Organization' | 'User';
              login: string;
            } | null;
            diff: string | null;
          } | null)[] | null;
        } | null;
      } | null;
    };
    variables: {
      commentId: string;
    };
  };
  UpdateCheckRun: {
    data: {
      updateCheckRun: {
        checkRun: {
          id: string;
        } | null;
      } | null;
    };
    variables: {
      input: object;
    };
  };
  WriteReview: {
    data: {
      checkRun: {
        checkRun: {
          id: string;
        } | null;
      } | null;
      added: {
        commentEdge: {
          node: {
            id: string;
            pullRequest: {
              headRefOid: string;
            } | null;
          } | null;
        } | null;
      } | null;
      updated: {
        issueComment: {
          id: string;
          pullRequest: {
            headRefOid: string;
          } | null;
          userContentEdits: {
            nodes: ({
              id: string;
              editor: {
                __typename: 'Bot' | 'EnterpriseUserAccount' | 'Mannequin' | 'Organization' | 'User';
                login: string;
              } | null;
            } | null)[] | null;
          } | null;
        } | null;
      } | null;
      label0: {
        label: {
          id: string;
        } | null;
      } | null;
      begin: {
        pullRequestReview: {
          id: string;
        } | null;
      } | null;
      thread0: {
        thread: {
          id: string;
        } | null;
      } | null;
    };
    variables: {
      checkRun: object;
      added: object;
      updated: object;
      label0: object;
      begin: object;
      thread0: object;
    };
  };
};
